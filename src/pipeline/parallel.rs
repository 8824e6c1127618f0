use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How many threads there are to be had.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Works on each item on so many threads at most, and answers in their order. A panic of the work is one here too.
pub(crate) fn in_order<I: Send, T: Send>(
    threads: usize,
    items: impl ExactSizeIterator<Item = I> + Send,
    work: impl Fn(I) -> T + Sync,
) -> Vec<T> {
    let threads = threads.min(items.len());
    if threads < 2 {
        return items.map(work).collect();
    }
    let waiting = Mutex::new(items.enumerate());
    let worker = || {
        let mut done = Vec::new();
        loop {
            let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((place, item)) = next else { return done };
            done.push((place, work(item)));
        }
    };
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        let joined =
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        joined.flatten().collect()
    });
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_stand_in_the_order_of_what_was_asked_on_any_number_of_threads() {
        for threads in [0, 1, 2, 7, 1000] {
            assert_eq!(in_order(threads, 0..100, |number| number * number)[99], 99 * 99);
            let answers = in_order(threads, 0..100, |number: i32| number);
            assert!(answers.is_sorted() && answers.len() == 100, "{threads}");
        }
        assert!(in_order(4, 0..0, |number: i32| number).is_empty());
    }

    #[test]
    #[should_panic(expected = "not this one")]
    fn what_was_lost_in_a_panic_is_not_passed_over() {
        in_order(4, 0..100, |number| assert!(number != 50, "not this one"));
    }
}
