// Names of seas for the base map: [name, lat, lon, first zoom that shows it]. Natural Earth's land file names no water.

/** @type {[string, number, number, number][]} */
export const SEAS = [
  ['Atlantic Ocean', 28, -42, 1], ['Pacific Ocean', 5, -150, 1], ['Pacific Ocean', 20, 165, 2], ['Indian Ocean', -20, 80, 1],
  ['Southern Ocean', -62, 20, 2], ['Arctic Ocean', 80, 0, 2], ['South Atlantic', -28, -15, 3],
  ['Mediterranean Sea', 34.6, 19.5, 3], ['Black Sea', 43.3, 34.3, 4], ['Caspian Sea', 41.6, 50.7, 4], ['Red Sea', 20.5, 38.2, 4],
  ['Persian Gulf', 26.9, 51.4, 5], ['Gulf of Oman', 24.6, 58.8, 6], ['Gulf of Aden', 12.4, 47.6, 5], ['Arabian Sea', 15, 64.5, 3],
  ['Aegean Sea', 38.3, 25.1, 6], ['Sea of Azov', 46.1, 36.6, 6], ['Sea of Marmara', 40.7, 28.2, 7], ['Ionian Sea', 37.8, 19, 6],
  ['Adriatic Sea', 42.9, 15.2, 5], ['Tyrrhenian Sea', 39.9, 12.2, 6], ['Levantine Sea', 33.9, 32.6, 6], ['Aral Sea', 45.1, 59.6, 6],
  ['North Sea', 56.3, 3.2, 4], ['Baltic Sea', 56.4, 18.6, 4], ['Gulf of Bothnia', 62.3, 19.6, 5], ['Gulf of Finland', 59.9, 26, 6],
  ['English Channel', 50.1, -1.6, 6], ['Irish Sea', 53.7, -5, 6], ['Bay of Biscay', 45.4, -4.4, 5], ['Celtic Sea', 50.4, -7.6, 6],
  ['Norwegian Sea', 67.2, 2.5, 4], ['Greenland Sea', 76.2, -5, 5], ['Barents Sea', 74, 38, 4], ['White Sea', 65.7, 37.4, 6],
  ['Kara Sea', 74.8, 68, 5], ['Laptev Sea', 76, 125, 5], ['East Siberian Sea', 72.8, 161, 5], ['Bering Sea', 58, -178, 4],
  ['Sea of Okhotsk', 53.5, 149, 4], ['Sea of Japan', 40, 134.6, 5], ['Yellow Sea', 35.9, 123.4, 5], ['East China Sea', 29, 125.3, 5],
  ['South China Sea', 14.2, 114.6, 4], ['Philippine Sea', 18.5, 132, 4], ['Gulf of Thailand', 9.9, 101.4, 6], ['Java Sea', -4.9, 111, 6],
  ['Banda Sea', -5.8, 127.6, 6], ['Celebes Sea', 3.4, 122.2, 6], ['Sulu Sea', 8.3, 120, 6], ['Arafura Sea', -9.4, 135.6, 5],
  ['Timor Sea', -11.6, 126.4, 6], ['Coral Sea', -17, 153.5, 4], ['Tasman Sea', -38.5, 161, 4], ['Great Australian Bight', -34, 130.5, 5],
  ['Bay of Bengal', 14.4, 88, 4], ['Andaman Sea', 10.6, 96, 5], ['Mozambique Channel', -19, 41, 5], ['Gulf of Guinea', 1.4, 3.4, 4],
  ['Gulf of Mexico', 25, -90.5, 4], ['Caribbean Sea', 14.8, -74.5, 4], ['Sargasso Sea', 28.5, -65, 5], ['Hudson Bay', 59.8, -85.5, 4],
  ['Labrador Sea', 57.8, -53, 4], ['Baffin Bay', 73.6, -67, 5], ['Beaufort Sea', 72.5, -138, 5], ['Gulf of Alaska', 56.8, -146, 5],
  ['Gulf of California', 27, -111.2, 6], ['Weddell Sea', -72, -45, 5], ['Ross Sea', -75, -175, 5],
];
