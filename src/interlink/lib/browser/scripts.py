"""What is run in a page."""

# Belt and braces: without a network none of these gets anywhere.
NO_WAY_ROUND = """
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport", "WebSocketStream"])
  delete globalThis[name];
"""

# Pictures that load when they come into sight have come into sight then.
SCROLL = """async () => {
  for (let step = 1; step <= 14; step++) {
    scrollTo(0, step * innerHeight * 0.9);
    await new Promise(done => setTimeout(done, 60));
    if (step * innerHeight >= document.documentElement.scrollHeight) break;
  }
  scrollTo(0, 0);
}"""

# The page as it stands now, with what is in the shadow roots of its elements put where it is seen.
AS_IT_IS = """() => {
  const copy = node => {
    if (node.nodeType !== Node.ELEMENT_NODE) return [node.cloneNode(false)];
    if (node.localName === "slot" && node.assignedNodes && node.assignedNodes().length)
      return node.assignedNodes().flatMap(copy);
    const made = node.cloneNode(false);
    const inside = (node.shadowRoot || node).childNodes;
    for (const child of inside) made.append(...copy(child));
    return [made];
  };
  return "<!doctype html>" + copy(document.documentElement)[0].outerHTML;
}"""
