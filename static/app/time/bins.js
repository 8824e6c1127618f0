// Days put together so that a time line has few enough bars: days, weeks, months or years.

const DAY_MS = 86_400_000;
/** Bars at most. */
const MOST = 120;

/** @typedef {'day'|'week'|'month'|'year'} Unit */
/** @typedef {{from: string, to: string, count: number}} Bin first and last day, inclusive */

/** Days since 1970, of a day written as 2015-10-07. @param {string} day */
const numberOf = (day) => Math.round(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / DAY_MS);

/** @param {number} number */
const dayOf = (number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** The first day of the bin that a day is in. @param {number} day @param {Unit} unit */
function startOf(day, unit) {
  if (unit === 'day') return day;
  // 1970 began on a Thursday; weeks begin on Monday.
  if (unit === 'week') return day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * DAY_MS);
  return Math.round(Date.UTC(date.getUTCFullYear(), unit === 'month' ? date.getUTCMonth() : 0, 1) / DAY_MS);
}

/** The first day of the next bin. @param {number} start @param {Unit} unit */
function after(start, unit) {
  if (unit === 'day') return start + 1;
  if (unit === 'week') return start + 7;
  return startOf(start + (unit === 'month' ? 32 : 367), unit);
}

/** The finest unit that leaves few enough bars. @param {number} first @param {number} last @returns {Unit} */
function unitOf(first, last) {
  const span = last - first + 1;
  if (span <= MOST) return 'day';
  if (span <= 7 * MOST) return 'week';
  return span <= 30 * MOST ? 'month' : 'year';
}

/**
 * Bins without gaps from the first day to the last.
 * @param {{day: string, count: number}[]} days in order @returns {{unit: Unit, bins: Bin[]}}
 */
export function binned(days) {
  if (!days.length) return { unit: 'day', bins: [] };
  const [first, last] = [numberOf(days[0].day), numberOf(days[days.length - 1].day)];
  const unit = unitOf(first, last);
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { day, count } of days) {
    const start = startOf(numberOf(day), unit);
    counts.set(start, (counts.get(start) ?? 0) + count);
  }
  const bins = [];
  for (let start = startOf(first, unit); start <= last; start = after(start, unit)) {
    bins.push({
      from: dayOf(start),
      to: dayOf(after(start, unit) - 1),
      count: counts.get(start) ?? 0,
    });
  }
  return { unit, bins };
}
