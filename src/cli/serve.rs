use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::time::Duration;

use ipnet::IpNet;
use tokio::runtime::Runtime;

use super::book::Book;
use super::error::CliError;
use super::hints::parse_share;
use super::ingest::DEFAULT_STORE;
use super::output::{self, count, thousands};
use super::program::Status;
use super::service::Wishes;
use super::watch::{PERIOD, Watch};
use super::{seeds, service};
use crate::document::ReadOptions;
use crate::http::{self, Log, Scope, Token};
use crate::index::{CollectionName, Snapshot};
use crate::ingest::{Engine, Handle, IngestError, Outcome, Standard, Writer};
use crate::movement::{GeometryStatus, Movement, describe};
use crate::resolve::Resolver;
use crate::store::Store;

/// The variable that may hold the token; a flag would show it to everybody who lists processes.
const TOKEN_VARIABLE: &str = "DATELINE_TOKEN";

/// How long requests that are being answered may go on after Ctrl-C.
const GRACE: Duration = Duration::from_secs(30);

/// How long threads may go on that work for requests which nobody waits for any more.
const LAST_WORK: Duration = Duration::from_secs(5);

const EXAMPLES: &str = "\
Examples:
  dateline serve
  dateline serve --store syria.gpkg --no-seeds --listen 127.0.0.1:9000
  DATELINE_TOKEN=... dateline serve --listen 0.0.0.0:8080

The map is at the address that is printed; QGIS takes the same address as an OGC API Features server.
Ctrl-C stops it when what is being answered is answered, and a second one at once; nothing that was acknowledged is lost.";

/// Serve the map and its data
///
/// Adds the bundled reports unless told otherwise, and answers to browsers, QGIS, GDAL and scripts.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The GeoPackage that keeps the documents; it is made when there is none
    #[arg(long, value_name = "FILE", default_value = DEFAULT_STORE)]
    store: PathBuf,
    /// Where to listen; port 0 takes any free one
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:8080", value_parser = address)]
    listen: SocketAddr,
    /// The same, on this machine alone: --port 9000 is --listen 127.0.0.1:9000
    #[arg(long, value_name = "PORT", conflicts_with = "listen")]
    port: Option<u16>,
    /// Leave the bundled reports out
    #[arg(long)]
    no_seeds: bool,
    #[arg(
        long,
        value_name = "FILE",
        help = "File with the token that writing asks for; the variable DATELINE_TOKEN does the same"
    )]
    token_file: Option<PathBuf>,
    #[arg(
        long,
        value_name = "FILE",
        help = "File with tokens of several people, a line for each as dateline token prints it; writing asks for one of them"
    )]
    tokens: Option<PathBuf>,
    /// Answer nobody without a token that is good for reading
    #[arg(long)]
    private: bool,
    /// Requests a second that one address may send, and twice as many at once
    #[arg(long, value_name = "NUMBER", value_parser = rate)]
    rate: Option<f64>,
    /// What is written to standard error as lines of JSON: none, writes or requests
    #[arg(long, value_name = "WHAT", default_value = "none", value_parser = log)]
    log: Log,
    #[arg(
        long,
        value_name = "FOLDER",
        help = "A folder whose files are taken in, as soon as they stay as they are for a second; may be repeated"
    )]
    watch: Vec<PathBuf>,
    #[arg(
        long,
        value_name = "ADDR[/BITS]",
        value_parser = network,
        help = "A proxy, or a network of them, whose Forwarded and X-Forwarded headers say the address of the links; may be repeated"
    )]
    trusted_proxy: Vec<IpNet>,
    /// Leave a mention without a place where the choice is less sure than this, 0 to 1
    #[arg(long, value_name = "CONFIDENCE", default_value_t = 0.0, value_parser = parse_share)]
    min_confidence: f64,
    /// Leave the browser closed
    #[arg(long)]
    no_open: bool,
    #[command(flatten)]
    book: Book,
}

fn address(text: &str) -> Result<SocketAddr, String> {
    let local = text.strip_prefix("localhost:").map(|port| format!("127.0.0.1:{port}"));
    local
        .as_deref()
        .unwrap_or(text)
        .parse()
        .map_err(|_not_an_address| "expected an address and a port, for example 127.0.0.1:8080".to_owned())
}

fn network(text: &str) -> Result<IpNet, String> {
    let network = text.parse().or_else(|_no_bits| text.parse::<IpAddr>().map(IpNet::from));
    network.map_err(|_not_an_address| {
        "expected an address or a network, for example 127.0.0.1 or 10.0.0.0/8".to_owned()
    })
}

/// Serves until it is told to stop.
pub(super) fn run(args: Args) -> Result<Status, CliError> {
    let mut tokens: Vec<Token> =
        token(args.token_file)?.map(|secret| Token::new("token", &Scope::ALL, &secret)).into_iter().collect();
    if let Some(path) = args.tokens {
        tokens.extend(read_tokens(&path)?);
    }
    let watch =
        if args.watch.is_empty() { None } else { Some(Watch::new(&args.watch).map_err(CliError::Watch)?) };
    let address = args.port.map_or(args.listen, |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
    if tokens.is_empty() && !address.ip().is_loopback() {
        return Err(CliError::Unprotected { address });
    }
    // Before the store: a busy port is known at once, and costs nothing.
    let listener = listen(address)?;
    let url = url(listener.local_addr().map_err(CliError::Server)?);

    let gazetteer = args.book.open()?;
    let resolver = Resolver { least_confidence: args.min_confidence, ..Resolver::default() };
    let stages = Standard::with_resolver(gazetteer, resolver);
    let mut writer = Writer::new(Store::open(&args.store)?, stages)?;
    if !args.no_seeds {
        add_seeds(&mut writer)?;
    }
    let engine = Engine::start(writer)?;
    let snapshot = engine.snapshot().load_full();
    output::say(&found(&snapshot, &args.store.display().to_string()));
    if let Some(flight) = flight_path(&snapshot) {
        output::say(&flight);
    }
    drop(snapshot);

    let runtime = Runtime::new().map_err(CliError::Server)?;
    let served = runtime.block_on(async {
        // Only now: what a script reads here is an address that answers.
        writeln!(io::stdout(), "{url}").map_err(CliError::Output)?;
        output::say("Press Ctrl-C to stop");
        if !args.no_open && can_show_a_browser() {
            // The address is on the screen, should this fail.
            let _ = open::that_detached(&url);
        }
        let listener = tokio::net::TcpListener::from_std(listener).map_err(CliError::Server)?;
        let wishes = Wishes {
            tokens,
            private: args.private,
            trusted_proxies: args.trusted_proxy,
            requests_per_second: args.rate,
            log: args.log,
        };
        let router = service::router(&engine, gazetteer, wishes);
        let watching = watch.map(|watch| tokio::spawn(take_in(watch, engine.handle())));
        let enough = async {
            tokio::select! { () = told_to_stop() => {}, () = tokio::time::sleep(GRACE) => {} }
        };
        http::serve(listener, router, told_to_stop(), enough).await;
        if let Some(watching) = watching {
            watching.abort();
        }
        Ok(())
    });
    // They hold on to the writer.
    runtime.shutdown_timeout(LAST_WORK);
    engine.stop();
    served.map(|()| Status::Complete)
}

/// Ctrl-C, or SIGTERM as a service manager sends it.
async fn told_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
}

fn listen(address: SocketAddr) -> Result<TcpListener, CliError> {
    let listener = TcpListener::bind(address).map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => CliError::PortInUse { address },
        _ => CliError::Listen { address, source },
    })?;
    listener.set_nonblocking(true).map_err(CliError::Server)?;
    Ok(listener)
}

/// The address as a browser on this machine reaches it.
fn url(mut address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        address.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    format!("http://{address}")
}

fn token(file: Option<PathBuf>) -> Result<Option<String>, CliError> {
    let (token, place) = match file {
        Some(path) => match fs::read_to_string(&path) {
            Ok(token) => (token, path.display().to_string()),
            Err(source) => return Err(CliError::TokenFile { path, source }),
        },
        None => match env::var(TOKEN_VARIABLE) {
            Ok(token) => (token, format!("the variable {TOKEN_VARIABLE}")),
            Err(_) => return Ok(None),
        },
    };
    let token = token.trim();
    if token.is_empty() { Err(CliError::EmptyToken { place }) } else { Ok(Some(token.to_owned())) }
}

/// Takes in what comes into folders, for ever.
async fn take_in(watch: Watch, handle: Handle) {
    watch.announce();
    let mut watch = Some(watch);
    while let Some(mut own) = watch.take() {
        tokio::time::sleep(PERIOD).await;
        let looked = tokio::task::spawn_blocking(move || {
            let read: Vec<_> = own
                .ready()
                .into_iter()
                .map(|path| {
                    let documents: Vec<_> = ReadOptions::default().read_path(&path).collect();
                    (path, documents)
                })
                .collect();
            (own, read)
        });
        let Ok((own, read)) = looked.await else { return };
        for (path, documents) in read {
            let (read, unread): (Vec<_>, Vec<_>) = documents.into_iter().partition(Result::is_ok);
            for error in unread.into_iter().filter_map(Result::err) {
                output::complain(&error);
            }
            let outcome = handle.add(read.into_iter().flatten().collect()).await;
            output::say(&said_of(&path, outcome));
        }
        watch = Some(own);
    }
}

fn said_of(path: &Path, outcome: Result<Vec<Outcome>, IngestError>) -> String {
    let path = path.display();
    match outcome {
        Err(error) => format!("error: {path}: {}", output::explain(&error)),
        Ok(outcomes) => {
            let of = |is: fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| is(outcome)).count();
            let added = of(|outcome| matches!(outcome, Outcome::Added { .. }));
            let failed = of(|outcome| matches!(outcome, Outcome::Failed { .. }));
            let mut said = format!("{path}: {} added", count(added, "document", "documents"));
            let known = outcomes.len() - added - failed;
            if known > 0 {
                let _ = write!(said, "; {} already there", count(known, "was", "were"));
            }
            if failed > 0 {
                let _ = write!(said, "; {} failed", thousands(failed as u64));
            }
            said
        }
    }
}

fn read_tokens(path: &Path) -> Result<Vec<Token>, CliError> {
    let text =
        fs::read_to_string(path).map_err(|source| CliError::TokenFile { path: path.to_owned(), source })?;
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty() && !line.starts_with('#'));
    let tokens: Vec<Token> = lines
        .map(|(line, number)| {
            let wrong = |reason| CliError::TokenLine { path: path.to_owned(), line: number, reason };
            line.parse().map_err(wrong)
        })
        .collect::<Result<_, _>>()?;
    if tokens.is_empty() {
        Err(CliError::EmptyToken { place: path.display().to_string() })
    } else {
        Ok(tokens)
    }
}

fn rate(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0);
    number.ok_or_else(|| "expected a number above 0, such as 20".to_owned())
}

fn log(word: &str) -> Result<Log, String> {
    let known = Log::ALL.into_iter().find(|log| log.as_str() == word);
    known.ok_or_else(|| format!("expected one of {}", Log::ALL.map(Log::as_str).join(", ")))
}

fn add_seeds(writer: &mut Writer<Standard>) -> Result<(), CliError> {
    match seeds::documents() {
        Ok(documents) => drop(writer.add(documents)?),
        Err(error) => output::complain(&error),
    }
    Ok(())
}

fn can_show_a_browser() -> bool {
    let display = || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some());
    io::stdout().is_terminal() && (cfg!(any(target_os = "macos", windows)) || display())
}

fn found(snapshot: &Snapshot, store: &str) -> String {
    let number = |name| snapshot.collection(name).len();
    format!(
        "{} in {store}: {} with a place, {} without, {}, {}",
        count(snapshot.documents().len(), "document", "documents"),
        count(number(CollectionName::Mentions), "mention", "mentions"),
        thousands(number(CollectionName::Unlocated) as u64),
        count(number(CollectionName::Places), "place", "places"),
        count(number(CollectionName::Movements), "movement", "movements"),
    )
}

/// The first flight of missiles that has a line, in a sentence.
fn flight_path(snapshot: &Snapshot) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Feature {
        properties: Movement,
    }
    let feature = snapshot.collection(CollectionName::Movements).get(snapshot.flight_paths().next()?)?;
    let Feature { properties: movement } = serde_json::from_slice(&feature).ok()?;
    if movement.geometry_status != GeometryStatus::Derived {
        return None;
    }
    let km = |length: f64| format!("{} km", thousands(length.round() as u64));
    let mut words = format!("Flight path: {}", describe(&movement));
    if let Some(length) = movement.length_km {
        let _ = write!(words, "; {} long", km(length));
    }
    if let Some(reported) = movement.reported_km {
        let qualifier = movement.reported_qualifier.as_deref().unwrap_or_default();
        let _ = write!(words, ", reported as {}", format!("{qualifier} {}", km(reported)).trim_start());
    }
    Some(words)
}
