//! The limit: axum returning the same bytes from memory. `bare_server ADDR:PORT FILE` answers every path with the file.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a benchmark that cannot run should stop")]

use std::{env, fs};

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::serve::ListenerExt;
use mimalloc::MiMalloc;
use tokio::net::{TcpListener, TcpStream};

/// As the program has it.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let [address, file] = arguments.as_slice() else { panic!("usage: bare_server ADDR:PORT FILE") };
    let bytes = Bytes::from(fs::read(file).unwrap());
    let answer = async move || ([(CONTENT_TYPE, "application/geo+json")], bytes);
    let at_once = |stream: &mut TcpStream| stream.set_nodelay(true).unwrap();
    let listener = TcpListener::bind(address).await.unwrap().tap_io(at_once);
    axum::serve(listener, Router::new().fallback(answer)).await.unwrap();
}
