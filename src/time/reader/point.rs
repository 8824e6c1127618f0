use super::{Reader, date::is_preposition};
use crate::time::{
    calendar,
    model::Precision,
    phrase::{Hours, Moment, Point, Sense},
    word::{PartOfDay, Portion, Season, Unit, Which, Word},
};

impl Reader<'_> {
    /// One time, with the portion of it and the time of day that stand around.
    pub(super) fn point(&self, at: usize) -> Option<(Point, usize)> {
        if let Some((portion, inner)) = self.portion(at) {
            let (point, end) = self.sense(inner, true)?;
            let fits = match portion {
                Portion::Quarter(_) => {
                    point.sense.is_year() || matches!(point.sense, Sense::Unit { unit: Unit::Year, .. })
                }
                Portion::FirstHalf | Portion::SecondHalf => !point.sense.is_day(),
                _ => true,
            };
            return (fits && point.portion.is_none())
                .then_some((Point { portion: Some(portion), ..point }, end));
        }
        // "the night of 3 May", "the morning of Friday"
        if let (Some(part), Word::Of) = (self.part_of_day(at), self.word(at + 1)) {
            let inner = at + 2 + usize::from(self.word(at + 2) == Word::The);
            let (point, end) = self.sense(inner, false)?;
            let fits = point.sense.is_day() && point.hours.is_none();
            return fits.then_some((Point { hours: Some(Hours::Part(part)), ..point }, end));
        }
        self.clock_first(at).or_else(|| self.sense(at, false))
    }

    /// `early`, `mid-`, `the end of`, `the first half of`, and where what they are of begins.
    fn portion(&self, at: usize) -> Option<(Portion, usize)> {
        let of = |end: usize| (self.word(end) == Word::Of).then_some(end + 1);
        let (portion, end) = match (self.word(at), self.word(at + 1)) {
            // "mid-September", "late on Wednesday", "early in 2014", "later in the week"
            (Word::Portion(portion), Word::Dash | Word::On | Word::In)
            | (Word::PortionOf(portion), Word::Of) => (portion, at + 2),
            // "the early hours of Friday"
            (Word::Portion(portion), Word::Unit(Unit::Hour, true)) => (portion, of(at + 2)?),
            (Word::Portion(portion), _) => (portion, at + 1),
            (Word::Nth(1), Word::Half) => (Portion::FirstHalf, of(at + 2)?),
            (Word::Nth(2), Word::Half) => (Portion::SecondHalf, of(at + 2)?),
            (Word::Nth(quarter), Word::Quarter) => {
                (Portion::Quarter(quarter), at + 2 + usize::from(self.word(at + 2) == Word::Of))
            }
            (Word::NthQuarter(quarter), _) => {
                (Portion::Quarter(quarter), at + 1 + usize::from(self.word(at + 1) == Word::Of))
            }
            _ => return None,
        };
        // "the end of the month" is of the document's, but "the end of the weekend" keeps its article.
        let article =
            self.word(end) == Word::The && !matches!(self.word(end + 1), Word::Unit(Unit::Weekend, _));
        Some((portion, end + usize::from(article)))
    }

    /// What is said from here on, and where it ends. `led` by a portion, a month or year may stand alone.
    pub(super) fn sense(&self, at: usize, led: bool) -> Option<(Point, usize)> {
        let plain = |(sense, end): (Sense, usize)| (Point::of(sense), end);
        match self.word(at) {
            Word::Today => Some(self.with_hours(Sense::Day(0), at + 1)),
            Word::Tonight => Some(part(Sense::Day(0), PartOfDay::Night, at + 1)),
            Word::Yesterday => Some(self.with_hours(Sense::Day(-1), at + 1)),
            Word::Tomorrow => Some(self.with_hours(Sense::Day(1), at + 1)),
            Word::Overnight => self.overnight(at),
            Word::Which(which) => self.after_which(which, at + 1, at),
            Word::Recent => match self.word(at + 1) {
                Word::Unit(unit, true) => Some((Point::of(few(unit, false)), at + 2)),
                _ => None,
            },
            Word::Told(offset) => self.beside(offset, at),
            Word::The if matches!(self.word(at + 1), Word::Unit(Unit::Weekend, _)) => {
                Some((Point::of(Sense::Unit { unit: Unit::Weekend, which: None }), at + 2))
            }
            Word::Unit(Unit::Day, false) => self.day_before_or_after(at),
            // "the end of the month"
            Word::Unit(
                unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade),
                false,
            ) if led && self.word_before(at) == Word::The && self.word(at + 1) != Word::Of => {
                // "the end of the year 2000"
                let year = self.plain_year(at + 1).filter(|_| unit == Unit::Year);
                match year.and_then(|year| calendar::years(year, year)) {
                    Some(days) => Some((Point::of(Sense::Written(days, Precision::Year)), at + 2)),
                    None => Some((Point::of(Sense::Unit { unit, which: Some(Which::This) }), at + 1)),
                }
            }
            Word::A | Word::Count(..) => self.counted(at).map(plain),
            Word::Weekday(weekday) => {
                self.weekday(weekday, at, true).map(|(sense, end)| self.with_hours(sense, end))
            }
            Word::ShortWeekday(weekday) => {
                self.weekday(weekday, at, false).map(|(sense, end)| self.with_hours(sense, end))
            }
            Word::Month(month) => {
                self.month_first(month, at, led, None).map(|(sense, end)| self.with_hours(sense, end))
            }
            Word::Season(season) => self.season(season, at, led, false).map(plain),
            Word::Fall => self.season(Season::Autumn, at, false, true).map(plain),
            Word::Decade(first) => {
                let decade = Sense::Written(calendar::years(first, first + 9)?, Precision::Decade);
                let allowed =
                    led || matches!(self.word_before(at), Word::The) || is_preposition(self.word_before(at));
                allowed.then_some((Point::of(decade), at + 1))
            }
            Word::Dotted(date) => Some(self.with_hours(Sense::Written((date, date), Precision::Day), at + 1)),
            Word::Digits(..) | Word::Ordinal(_) => self.numbers(at, led),
            _ => None,
        }
    }

    fn numbers(&self, at: usize, led: bool) -> Option<(Point, usize)> {
        // A longer row of figures is a number of something else: "020-2015-10-07".
        let in_row = at > 1
            && matches!(self.word(at - 1), Word::Dash | Word::Slash)
            && matches!(self.word(at - 2), Word::Digits(..));
        let written = || self.year_first(at).or_else(|| self.year_last(at)).filter(|_| !in_row);
        if let Some((sense, end)) = written() {
            let Word::DayAndClock(_, clock, utc) = self.word(end - 1) else {
                return Some(self.with_hours(sense, end));
            };
            let moment = Moment::At(clock);
            let hours = Some(Hours::Clock { from: moment, to: moment });
            return Some((Point { hours, utc, ..Point::of(sense) }, end));
        }
        if let Some((sense, end)) = self.day_first(at, None) {
            return Some(self.with_hours(sense, end));
        }
        let (sense, end) = self.century(at).or_else(|| self.counted(at)).or_else(|| self.year(at, led))?;
        Some((Point::of(sense), end))
    }

    /// A day with the part or time of it that follows.
    fn with_hours(&self, sense: Sense, at: usize) -> (Point, usize) {
        if sense.is_day() {
            if let Some(part_of_day) = self.part_of_day(at) {
                return part(sense, part_of_day, at + 1);
            }
            if let Some((hours, utc, end)) = self.clock_behind(at) {
                return (Point { hours: Some(hours), utc, ..Point::of(sense) }, end);
            }
        }
        (Point::of(sense), at)
    }

    /// "He slept overnight", but no "overnight train".
    fn overnight(&self, at: usize) -> Option<(Point, usize)> {
        let described = matches!(
            self.word(at + 1),
            Word::Other | Word::Plural | Word::Name | Word::Measure | Word::Unit(..)
        );
        let article = matches!(self.word_before(at), Word::A | Word::The | Word::Possessive);
        (!described && !article).then_some((Point::of(Sense::Overnight), at + 1))
    }

    /// `last week`, `next Friday`, `the past three days`; `start` is where "last" stands.
    fn after_which(&self, which: Which, at: usize, start: usize) -> Option<(Point, usize)> {
        let plain = |sense: Sense, end: usize| Some((Point::of(sense), end));
        let forward = matches!(which, Which::Next | Which::Coming);
        if let (Some((_, most, unit_at)), false) = (self.count(at), which == Which::This)
            && let Word::Unit(unit, _) = self.word(unit_at)
            && unit != Unit::Weekend
        {
            return plain(Sense::Span { unit, most, forward }, unit_at + 1);
        }
        let article = self.word_before(start) == Word::The;
        match (which, self.word(at)) {
            (Which::Last, Word::PartOfDay(part_of_day)) if !article => {
                Some(part(Sense::Day(-1), part_of_day, at + 1))
            }
            (Which::This, Word::PartOfDay(part_of_day)) => Some(part(Sense::Day(0), part_of_day, at + 1)),
            // "the next morning"
            (Which::Next, Word::PartOfDay(part_of_day)) if article => {
                Some(part(Sense::Beside { unit: Unit::Day, offset: 1 }, part_of_day, at + 1))
            }
            (Which::Next, Word::Unit(Unit::Day, false)) if article => {
                plain(Sense::Beside { unit: Unit::Day, offset: 1 }, at + 1)
            }
            (_, Word::Weekday(weekday)) => {
                Some(self.with_hours(Sense::Weekday { weekday, which: Some(which) }, at + 1))
            }
            (_, Word::Month(month)) => plain(Sense::Month { month, which: Some(which) }, at + 1),
            (_, Word::Season(season)) => plain(Sense::Season { season, which: Some(which) }, at + 1),
            (Which::Last | Which::This | Which::Next, Word::Fall) => {
                plain(Sense::Season { season: Season::Autumn, which: Some(which) }, at + 1)
            }
            (Which::Past | Which::Coming, Word::Unit(unit, true)) => plain(few(unit, forward), at + 1),
            // "the last quarter" of a match, "a quarter"
            (_, Word::Quarter) if !article => {
                plain(Sense::Unit { unit: Unit::Quarter, which: Some(which) }, at + 1)
            }
            (_, Word::Unit(Unit::Hour | Unit::Day, _) | Word::Unit(_, true)) => None,
            (Which::Past | Which::Coming, Word::Unit(unit, _))
            | (_, Word::Unit(unit @ Unit::Fortnight, _)) => {
                plain(Sense::Span { unit, most: 1, forward }, at + 1)
            }
            (_, Word::Unit(unit, false)) => plain(Sense::Unit { unit, which: Some(which) }, at + 1),
            _ => None,
        }
    }

    /// `the following year`, `the previous Friday`, `the same day`
    fn beside(&self, offset: i32, at: usize) -> Option<(Point, usize)> {
        if self.word_before(at) != Word::The {
            return None;
        }
        match self.word(at + 1) {
            Word::Unit(unit, false) if unit != Unit::Hour => {
                let sense = Sense::Beside { unit, offset };
                Some(if unit == Unit::Day {
                    self.with_hours(sense, at + 2)
                } else {
                    (Point::of(sense), at + 2)
                })
            }
            Word::PartOfDay(part_of_day) => {
                Some(part(Sense::Beside { unit: Unit::Day, offset }, part_of_day, at + 2))
            }
            Word::Weekday(weekday) if offset != 0 => {
                Some(self.with_hours(Sense::WeekdayBeside { weekday, forward: offset > 0 }, at + 2))
            }
            _ => None,
        }
    }

    /// `the day before yesterday`, `the day after tomorrow`; `the day before` where nothing follows that it could be before
    fn day_before_or_after(&self, at: usize) -> Option<(Point, usize)> {
        if self.word_before(at) != Word::The {
            return None;
        }
        let told = |offset: i32| {
            let ends = matches!(self.word(at + 2), Word::Comma | Word::Mark);
            ends.then_some((Point::of(Sense::Beside { unit: Unit::Day, offset }), at + 2))
        };
        match (self.word(at + 1), self.word(at + 2)) {
            (Word::Before, Word::Yesterday) => Some(self.with_hours(Sense::Day(-2), at + 3)),
            (Word::After, Word::Tomorrow) => Some(self.with_hours(Sense::Day(2), at + 3)),
            (Word::Before, _) => told(-1),
            (Word::After, _) => told(1),
            _ => None,
        }
    }
}

fn part(sense: Sense, part: PartOfDay, end: usize) -> (Point, usize) {
    (Point { hours: Some(Hours::Part(part)), ..Point::of(sense) }, end)
}

/// `recent weeks`, `the coming days`: as many as a few can be.
const fn few(unit: Unit, forward: bool) -> Sense {
    Sense::Span { unit, most: 5, forward }
}
