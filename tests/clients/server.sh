# shellcheck shell=bash
# Starts and stops the service for the clients; sourced by tests/run.

SERVER_PID=""
SERVER_URL=""

# A TCP port that nobody listens on.
free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# start_server BINARY STORE LOG: returns once the mentions are served, and sets SERVER_URL.
start_server() {
    local binary=$1 store=$2 log=$3 port
    port=$(free_port)
    SERVER_URL="http://127.0.0.1:$port"
    "$binary" serve --store "$store" --listen "127.0.0.1:$port" >>"$log" 2>&1 </dev/null &
    SERVER_PID=$!
    for _ in $(seq 1 240); do
        if ! kill -0 "$SERVER_PID" 2>/dev/null; then
            echo "the server ended at once; its words:"
            tail -n 20 "$log"
            SERVER_PID=""
            return 1
        fi
        if curl --silent --fail --max-time 5 --output /dev/null "$SERVER_URL/mentions.geojson?limit=1"; then
            return 0
        fi
        sleep 0.25
    done
    echo "the server did not answer within a minute at $SERVER_URL; its words:"
    tail -n 20 "$log"
    stop_server
    return 1
}

# Ends the server as a service manager would, and waits for it.
stop_server() {
    [[ -n $SERVER_PID ]] || return 0
    kill -TERM "$SERVER_PID" 2>/dev/null || true
    wait "$SERVER_PID" 2>/dev/null || true
    SERVER_PID=""
}
