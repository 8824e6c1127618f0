// What the vendored scripts of the page define; their own types are more than the page uses of them.
declare const L: any;
declare const topojson: any;
