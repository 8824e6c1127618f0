//! Connections: taken in, bounded in time, and closed in good order.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulConnection, GracefulShutdown};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

/// How long a client may take to send the head of a request, and a connection may wait for the next one: without a bound,
/// clients that never finish would use up all connections.
const HEAD_TIME: Duration = Duration::from_mins(1);

/// How long to wait where no connection can be taken, as when too many are open.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stop` is ready; then takes no more connections, closes those that wait, and lets those that are being answered
/// come to their end, unless `enough` is ready before.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()>,
    enough: impl Future<Output = ()>,
) {
    serve_patiently(listener, router, stop, enough, HEAD_TIME).await;
}

async fn serve_patiently(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()>,
    enough: impl Future<Output = ()>,
    head_time: Duration,
) {
    let mut stop = std::pin::pin!(stop);
    let connections = GracefulShutdown::new();
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head_time);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    if !is_of_the_client(&error) {
                        tokio::time::sleep(PAUSE).await;
                    }
                    continue;
                }
            },
            () = &mut stop => break,
        };
        let connection = connections.watch(answering(&builder, stream, peer, router.clone()));
        tokio::spawn(async move {
            // A client that goes away or does not speak HTTP is its own business.
            let _ended = connection.await;
        });
    }
    drop(listener);
    tokio::select! {
        () = connections.shutdown() => {}
        () = enough => {}
    }
}

/// One connection, with the address of its peer for whoever asks who sent a request.
fn answering(
    builder: &http1::Builder,
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
) -> impl GracefulConnection<Error = hyper::Error> + Send + 'static {
    // A long answer goes out in several writes, none of which should wait for the other side to confirm the one before.
    let _slower = stream.set_nodelay(true);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request.map(Body::new))
    });
    builder.serve_connection(TokioIo::new(stream), service)
}

/// Whether a client went away before it was taken in; others are waiting still.
fn is_of_the_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::io::{Read, Write};
    use std::net;
    use std::sync::Arc;

    use axum::routing::get;
    use tokio::sync::{Notify, oneshot};
    use tokio::task::{JoinHandle, spawn_blocking};

    use super::*;

    /// A service that answers when it is let, and what tells it to stop and waits until it has.
    struct Running {
        address: SocketAddr,
        asked: Arc<Notify>,
        answer: Arc<Notify>,
        stop: oneshot::Sender<()>,
        serving: JoinHandle<()>,
    }

    async fn start() -> Running {
        let (asked, answer) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (told, let_go) = (asked.clone(), answer.clone());
        let slow = async move || {
            told.notify_one();
            let_go.notified().await;
            "done"
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let stopped = async { stopped.await.unwrap() };
        let router = Router::new().route("/", get(slow));
        let serving = serve_patiently(listener, router, stopped, pending(), Duration::from_millis(50));
        Running { address, asked, answer, stop, serving: tokio::spawn(serving) }
    }

    /// Sends the bytes, and gives back all that comes until the other side closes.
    fn send(address: SocketAddr, bytes: &'static [u8]) -> JoinHandle<String> {
        spawn_blocking(move || {
            let mut stream = net::TcpStream::connect(address).unwrap();
            stream.write_all(bytes).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        })
    }

    #[tokio::test]
    async fn a_head_that_never_ends_and_a_silent_connection_are_closed() {
        let running = start().await;
        assert_eq!(send(running.address, b"GET / HTTP/1.1\r\nHo").await.unwrap(), "");
        assert_eq!(send(running.address, b"").await.unwrap(), "");
    }

    #[tokio::test]
    async fn what_is_being_answered_is_answered_and_then_nothing_is() {
        let running = start().await;
        let answered = send(running.address, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        running.asked.notified().await;
        running.stop.send(()).unwrap();
        // Only when it no longer listens has it been told.
        while net::TcpStream::connect(running.address).is_ok() {
            tokio::task::yield_now().await;
        }
        assert!(!running.serving.is_finished());
        running.answer.notify_one();
        assert!(answered.await.unwrap().ends_with("done"));
        running.serving.await.unwrap();
    }
}
