use std::sync::LazyLock;

use crate::resolve::Weights;
use crate::tagger::Model;

/// By what documents are read: the version of the program, whose rules it goes by, and a fingerprint of the bundled models, such as
/// `0.1.0-5f2c80e1`.
#[must_use]
pub fn model_version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let mut hasher = blake3::Hasher::new();
        hasher.update(Model::BUNDLED).update(Weights::BUNDLED.as_bytes());
        format!("{}-{}", env!("CARGO_PKG_VERSION"), &hasher.finalize().to_hex()[..8])
    });
    &VERSION
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_tells_the_program_and_its_models_apart() {
        let (program, models) = model_version().rsplit_once('-').unwrap();
        assert_eq!(program, env!("CARGO_PKG_VERSION"));
        assert!(models.len() == 8 && models.bytes().all(|byte| byte.is_ascii_hexdigit()), "{models}");
    }
}
