use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::error::CliError;

/// The folder that a file is or will be in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file for what is not finished, beside where it will be.
pub(super) fn part_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dateline-");
    // As public as other files of the user.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// A file that is there whole or not at all: written beside its name and renamed when all is in it.
pub(super) struct WholeFile {
    path: PathBuf,
    part: BufWriter<NamedTempFile>,
}

impl WholeFile {
    /// Starts it, so that what cannot be written is known before long work.
    pub(super) fn create(path: &Path) -> Result<Self, CliError> {
        let wrong = |source| CliError::WriteFile { path: path.to_owned(), source };
        let folder = folder_of(path);
        if !folder.is_dir() {
            let what = format!("there is no folder {}", folder.display());
            return Err(wrong(io::Error::new(io::ErrorKind::NotFound, what)));
        }
        if path.is_dir() {
            return Err(wrong(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder")));
        }
        let part = part_in(folder).map_err(wrong)?;
        Ok(Self { path: path.to_owned(), part: BufWriter::new(part) })
    }

    /// Adds to it.
    pub(super) fn write(
        &mut self,
        write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
    ) -> Result<(), CliError> {
        write(&mut self.part).map_err(|source| CliError::WriteFile { path: self.path.clone(), source })
    }

    /// Puts it in its place.
    pub(super) fn finish(self) -> Result<(), CliError> {
        let wrong = |source| CliError::WriteFile { path: self.path.clone(), source };
        let part = self.part.into_inner().map_err(|error| wrong(error.into_error()))?;
        part.persist(&self.path).map_err(|error| wrong(error.error))?;
        Ok(())
    }
}
