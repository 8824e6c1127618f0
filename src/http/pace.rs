//! How many requests a second an address may send, so that one client does not take all.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Addresses that are remembered; beyond them those are forgotten that have rested longest.
const MOST_ADDRESSES: usize = 10_000;

/// A token bucket for each address: it fills at the rate, holds what comes in two seconds, and a request takes one out.
pub(super) struct Pace {
    per_second: f64,
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl Pace {
    pub(super) fn new(per_second: f64) -> Self {
        Self { per_second, buckets: Mutex::default() }
    }

    /// Whether an address may send one more now; else how many seconds it should wait.
    pub(super) fn admit(&self, address: IpAddr, now: Instant) -> Result<(), f64> {
        let most = (2.0 * self.per_second).max(1.0);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_ADDRESSES && !buckets.contains_key(&address) {
            // Who has rested for as long as a bucket takes to fill is as if never seen.
            let seconds = most / self.per_second;
            buckets.retain(|_, bucket| now.duration_since(bucket.at).as_secs_f64() < seconds);
            if buckets.len() >= MOST_ADDRESSES {
                buckets.clear();
            }
        }
        let bucket = buckets.entry(address).or_insert(Bucket { left: most, at: now });
        let rested = now.duration_since(bucket.at).as_secs_f64();
        bucket.left = (bucket.left + rested * self.per_second).min(most);
        bucket.at = now;
        if bucket.left >= 1.0 {
            bucket.left -= 1.0;
            return Ok(());
        }
        Err((1.0 - bucket.left) / self.per_second)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn an_address_that_sends_too_much_waits_and_others_do_not() {
        let pace = Pace::new(2.0);
        let (one, other): (IpAddr, IpAddr) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let begin = Instant::now();
        let admitted = (0..10).filter(|_| pace.admit(one, begin).is_ok()).count();
        assert_eq!(admitted, 4);
        assert!((pace.admit(one, begin).unwrap_err() - 0.5).abs() < 1e-6);
        assert!(pace.admit(other, begin).is_ok());
        assert!(pace.admit(one, begin + Duration::from_millis(500)).is_ok());
        assert!(pace.admit(one, begin + Duration::from_millis(600)).is_err());
    }
}
