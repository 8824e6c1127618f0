use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::eval::GoldError;
use crate::gazetteer::OpenError;
use crate::gazetteer::build::BuildError;
use crate::gazetteer::import::ImportError;
use crate::ingest::IngestError;
use crate::query::QueryError;
use crate::resolve::WeightsError;
use crate::store::StoreError;
use crate::tagger::train::CorpusError;

/// Why a command could not be carried out.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    #[error("{address} is in use by another program")]
    PortInUse { address: SocketAddr },
    #[error("cannot listen on {address}")]
    Listen { address: SocketAddr, source: io::Error },
    #[error("{address} can be reached from other machines, and without a token anybody there could write")]
    Unprotected { address: SocketAddr },
    #[error("cannot read the token file {}", path.display())]
    TokenFile { path: PathBuf, source: io::Error },
    #[error("{}:{line}: {reason}", path.display())]
    TokenLine { path: PathBuf, line: usize, reason: String },
    #[error("cannot watch for files")]
    Watch(#[source] io::Error),
    #[error("{}: {reason}", path.display())]
    Config { path: PathBuf, reason: String },
    #[error("the token in {place} is empty")]
    EmptyToken { place: String },
    #[error("cannot run the server")]
    Server(#[source] io::Error),
    #[error("cannot write to standard output")]
    Output(#[source] io::Error),
    #[error("an area can only be written as GeoJSON")]
    AreaAsText,
    #[error("cannot write {}", path.display())]
    WriteFile { path: PathBuf, source: io::Error },
    #[error("the ending of {} names no format", path.display())]
    UnknownEnding { path: PathBuf },
    #[error("{} is there already", path.display())]
    CopyExists { path: PathBuf },
    #[error("{} is the store itself", path.display())]
    CopyOfItself { path: PathBuf },
    #[error("{} is damaged, and was not copied: {faults}", path.display())]
    DamagedCopy { path: PathBuf, faults: String },
    #[error(transparent)]
    Query(#[from] QueryError),
    #[error("cannot read {}", path.display())]
    ReadFile { path: PathBuf, source: io::Error },
    #[error("{} holds no weights of the resolver", path.display())]
    ResolverModel { path: PathBuf, source: WeightsError },
    #[error(transparent)]
    Build(#[from] BuildError),
    #[error("--skipped {} is a file that is read or written here already", path.display())]
    SkippedOverOther { path: PathBuf },
    #[error("--predictions {} is a file that is read here already", path.display())]
    PredictionsOverGold { path: PathBuf },
    #[error("the doc_id {id:?} is in {first} and in {second}: predictions are told apart by it")]
    DocumentInTwoFiles { id: String, first: String, second: String },
    #[error("no country has the code {code:?}")]
    UnknownCountry { code: String },
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Gazetteer(#[from] OpenError),
    #[error(transparent)]
    Gold(#[from] GoldError),
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Ingest(#[from] IngestError),
}

impl CliError {
    /// What to do about it.
    pub(super) fn hint(&self) -> Option<String> {
        let store = match self {
            Self::PortInUse { address } => {
                let other = address.port().checked_add(1).unwrap_or(8080);
                return Some(format!("choose another port with --listen {}:{other}", address.ip()));
            }
            Self::Unprotected { .. } => {
                return Some(
                    "set a token with --token-file FILE, --tokens FILE or the variable DATELINE_TOKEN, or listen on 127.0.0.1"
                        .to_owned(),
                );
            }
            Self::UnknownEnding { .. } => {
                return Some(
                    "say it with --format, or end the name in .geojson, .geojsonl, .csv, .fgb, .parquet, .kml, .gpkg or .xlsx"
                        .to_owned(),
                );
            }
            Self::CopyExists { .. } => return Some("--overwrite puts the copy in its place".to_owned()),
            Self::DocumentInTwoFiles { .. } => {
                return Some("write the predictions of one file at a time".to_owned());
            }
            Self::AreaAsText => return Some("add --format geojson".to_owned()),
            Self::Build(BuildError::Source(_)) => {
                return Some("fetch the sources first with gazetteer/fetch".to_owned());
            }
            Self::Import(ImportError::NotAPack { .. }) => {
                return Some("choose another file with --output FILE".to_owned());
            }
            Self::Gazetteer(OpenError::Pack { .. }) => {
                return Some(
                    "make a pack out of GeoNames dumps, tables or GeoJSON with dateline gazetteer import"
                        .to_owned(),
                );
            }
            Self::Store(error) => error,
            Self::Ingest(IngestError::Store(error)) => error,
            _ => return None,
        };
        match store {
            StoreError::Folder { .. } | StoreError::NotAGeoPackage { .. } | StoreError::Foreign { .. } => {
                Some("choose another file with --store FILE".to_owned())
            }
            StoreError::Missing { .. } => {
                Some("dateline ingest makes one out of texts; --store FILE names another".to_owned())
            }
            StoreError::InUse { .. } => {
                Some("stop the other one, or choose another file with --store FILE".to_owned())
            }
            StoreError::Newer { .. } => Some("use the newer Dateline that wrote it".to_owned()),
            _ => None,
        }
    }

    pub(super) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Unprotected { .. }
            | Self::EmptyToken { .. }
            | Self::TokenLine { .. }
            | Self::Config { .. }
            | Self::AreaAsText
            | Self::UnknownEnding { .. }
            | Self::Query(_) => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}
