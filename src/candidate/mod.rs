//! Lists the places each mention could mean, with the evidence for each.
