"""WebSub (W3C Recommendation, 2018): hubs tell us that a feed has news, so that we need not ask all the time."""
