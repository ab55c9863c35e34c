"""Small lead pictures drawn from an article's key, so that no picture file needs to be shipped."""

import hashlib
import struct
import zlib

WIDTH, HEIGHT = 640, 320


def svg(key: str) -> bytes:
    """Draw hills under a sky, always the same for the same key."""
    dice = hashlib.sha256(key.encode()).digest()
    hue = dice[0] * 360 // 256
    sun = 60 + dice[1] * 2
    near, far = 190 + dice[2] // 4, 150 + dice[3] // 5
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="hsl({hue} 35% 86%)"/>'
        f'<circle cx="{sun}" cy="80" r="{24 + dice[4] // 10}" fill="hsl({(hue + 40) % 360} 60% 94%)"/>'
        f'<path d="M0 {far} Q160 {far - 70} 320 {far} T640 {far - 20} V320 H0Z" fill="hsl({hue} 28% 66%)"/>'
        f'<path d="M0 {near} Q200 {near + 50} 380 {near} T640 {near + 30} V320 H0Z" '
        f'fill="hsl({hue} 30% 42%)"/>'
        "</svg>"
    ).encode()


def png(key: str) -> bytes:
    """Draw bands of colour, always the same for the same key, as a true-colour PNG of 320 by 160 pixels."""
    dice = hashlib.sha256(key.encode()).digest()
    width, height = WIDTH // 2, HEIGHT // 2
    rows = bytearray()
    for line in range(height):
        shade = 160 + line * 80 // height
        band = line * 4 // height
        colour = bytes((shade, (shade + dice[band] // 4) % 256, 255 - dice[band] // 3))
        rows += b"\x00" + colour * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, data) for kind, data in parts)


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
