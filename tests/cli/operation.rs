//! How a service is run: its configuration, its tokens, its log, the folders it watches; documents replaced and sent by the form.

use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::serve::Server;
use crate::support::Program;

/// Status and body of an answer.
fn parts(answer: &str) -> (u16, &str) {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body)
}

fn json_of(answer: &str) -> Value {
    let (_, body) = parts(answer);
    serde_json::from_str(body).unwrap_or_else(|_no_json| panic!("{answer}"))
}

fn documents(server: &Server) -> usize {
    json_of(&server.get("/documents"))["numberMatched"].as_u64().unwrap() as usize
}

#[test]
fn flags_come_from_the_environment_and_from_a_file_and_a_wrong_one_is_named() {
    let program = Program::new();
    program.file("dateline.toml", "[serve]\nstore = 'of-the-file.gpkg'\nno-seeds = true\n");
    let config = program.folder().join("dateline.toml");
    let run = |arguments: &[&str], store: Option<&str>| {
        let mut command = program.command(arguments);
        command.env("DATELINE_CONFIG", &config);
        store.map(|store| command.env("DATELINE_STORE", store));
        let output = command.output().unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    // A store that cannot be made ends it at once, and is named.
    assert!(
        run(&["serve", "--no-open", "--port", "0", "--store", "/nowhere/x.gpkg"], None)
            .contains("/nowhere/x.gpkg")
    );
    assert!(run(&["serve", "--no-open", "--port", "0"], Some("/nowhere/y.gpkg")).contains("/nowhere/y.gpkg"));
    program.file("dateline.toml", "[serve]\nstore = '/nowhere/z.gpkg'\n");
    assert!(run(&["serve", "--no-open", "--port", "0"], None).contains("/nowhere/z.gpkg"));
    program.file("dateline.toml", "[serve]\nstroe = 'x.gpkg'\n");
    let said = run(&["serve"], None);
    assert!(
        said.contains("dateline.toml: serve.stroe: there is no flag --stroe; expected one of store"),
        "{said}"
    );
    program.file("dateline.toml", "[serve\n");
    assert!(
        run(&["check"], None).contains("dateline.toml: TOML parse error at line 1"),
        "a file that is no TOML"
    );
}

#[test]
fn tokens_do_what_their_scopes_say_and_the_file_has_no_secret() {
    let program = Program::new();
    let mut secrets = Vec::new();
    let mut lines = "# who may what\n".to_owned();
    for (name, scope) in [("reader", "read"), ("desk", "read,correct"), ("feed", "write")] {
        let made = program.run(&["token", "--name", name, "--scope", scope]);
        assert_eq!(made.code, Some(0), "{made:?}");
        let secret = made.err.trim().rsplit(' ').next().unwrap().to_owned();
        assert!(secret.len() == 64 && !made.out.contains(&secret));
        secrets.push(secret);
        lines += &made.out;
    }
    program.file("tokens", &lines);
    let server = Server::start(&program, &["--tokens", "tokens", "--private", "--log", "writes"]);
    let status = |method: &str, path: &str, body: &str, token: Option<&String>| {
        let head = token.map_or(String::new(), |token| format!("Authorization: Bearer {token}\r\n"));
        parts(&server.ask_with(method, path, body, &head)).0
    };
    let report = r#"{"text": "Shells fell on Homs."}"#;
    let [reader, desk, feed] = &secrets[..] else { panic!() };
    assert_eq!(status("GET", "/documents", "", None), 401);
    assert_eq!(status("GET", "/health", "", None), 200);
    assert_eq!(status("GET", "/documents", "", Some(reader)), 200);
    assert_eq!(status("GET", "/documents", "", Some(feed)), 403);
    assert_eq!(status("GET", "/documents", "", Some(&"guess".to_owned())), 401);
    assert_eq!(status("POST", "/documents", report, None), 401);
    assert_eq!(status("POST", "/documents", report, Some(desk)), 403);
    assert_eq!(status("POST", "/documents", report, Some(feed)), 201);
    let answer = server.ask_with(
        "GET",
        "/mentions.geojson?limit=1",
        "",
        &format!("Authorization: Bearer {reader}\r\n"),
    );
    let mention = json_of(&answer)["features"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/collections/mentions/items/{mention}");
    assert_eq!(status("PATCH", &path, r#"{"kind": "region"}"#, Some(feed)), 403);
    assert_eq!(status("PATCH", &path, r#"{"kind": "region"}"#, Some(desk)), 200);
    let listed =
        json_of(&server.ask_with("GET", "/corrections", "", &format!("Authorization: Bearer {desk}\r\n")));
    assert_eq!(listed["corrections"][0]["by"], "desk");

    let (_, said) = server.stop();
    let logged: Vec<Value> = said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    assert_eq!(logged.len(), 5, "{said}");
    assert_eq!(
        (&logged[0]["status"], &logged[0]["who"], &logged[0]["level"]),
        (&json!(401), &Value::Null, &json!("warning"))
    );
    assert_eq!(
        (&logged[2]["status"], &logged[2]["who"], &logged[2]["from"]),
        (&json!(201), &json!("feed"), &json!("127.0.0.1"))
    );
    assert!(logged[2]["location"].as_str().unwrap().contains("/documents/"));
    assert!(secrets.iter().all(|secret| !said.contains(secret)));
}

#[test]
fn an_address_that_sends_too_much_is_asked_to_wait() {
    let program = Program::new();
    let server = Server::start(&program, &["--no-seeds", "--rate", "5"]);
    let answers: Vec<_> = (0..30).map(|_| server.get("/health")).collect();
    let refused: Vec<_> = answers.iter().filter(|answer| parts(answer).0 == 429).collect();
    assert!(answers.iter().any(|answer| parts(answer).0 == 200) && !refused.is_empty());
    assert!(
        refused[0].contains("retry-after: ") && refused[0].contains("too many requests"),
        "{}",
        refused[0]
    );
}

#[test]
fn files_that_come_into_a_folder_are_taken_in() {
    let program = Program::new();
    fs::create_dir(program.folder().join("inbox")).unwrap();
    let server = Server::start(&program, &["--no-seeds", "--watch", "inbox"]);
    assert_eq!(documents(&server), 0);
    program.file("inbox/one.txt", "Shells fell on Homs.");
    program.file("inbox/two.html", "<html><title>Aleppo</title><p>A convoy reached Aleppo.</html>");
    let begin = Instant::now();
    while documents(&server) < 2 {
        assert!(begin.elapsed() < Duration::from_secs(30), "nothing is taken in");
        sleep(Duration::from_millis(100));
    }
    let (_, said) = server.stop();
    assert!(said.contains("inbox/one.txt: 1 document added"), "{said}");
}

#[test]
fn a_document_is_replaced_by_its_id_and_what_was_put_right_goes_along() {
    let program = Program::new();
    let server = Server::start(&program, &["--no-seeds"]);
    let added = json_of(&server.ask("POST", "/documents", r#"{"text": "Shells fell on Homs."}"#));
    let id = added["documents"][0]["id"].as_str().unwrap().to_owned();
    let mention = json_of(&server.get("/mentions.geojson"))["features"][0]["id"].as_str().unwrap().to_owned();
    server.ask("PATCH", &format!("/collections/mentions/items/{mention}"), r#"{"kind": "region"}"#);

    let put =
        server.ask("PUT", &format!("/documents/{id}"), r#"{"text": "Shells fell on Homs and on Hama."}"#);
    assert_eq!(parts(&put).0, 201, "{put}");
    let other = json_of(&put)["documents"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(parts(&server.get(&format!("/documents/{id}"))).0, 404);
    let document = json_of(&server.get(&format!("/documents/{other}")));
    let kinds: Vec<_> =
        document["mentions"].as_array().unwrap().iter().map(|one| &one["properties"]["kind"]).collect();
    assert_eq!(kinds, ["region", "literal"]);
    assert_eq!(documents(&server), 1);
    assert_eq!(parts(&server.ask("PUT", "/documents/nobody", r#"{"text": "Homs."}"#)).0, 404);
    let same =
        server.ask("PUT", &format!("/documents/{other}"), r#"{"text": "Shells fell on Homs and on Hama."}"#);
    assert_eq!((parts(&same).0, &json_of(&same)["documents"][0]["outcome"]), (200, &json!("already_there")));
}

#[test]
fn a_form_with_files_is_taken_in_and_each_is_told_what_became_of_it() {
    let program = Program::new();
    let server = Server::start(&program, &["--no-seeds"]);
    let file = |name: &str, content: &str| {
        format!(
            "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{content}\r\n"
        )
    };
    let body = [
        file("one.txt", "Shells fell on Homs."),
        file("empty.txt", " "),
        file("2015-10-07-two.html", "<html><title>Aleppo</title><p>A convoy reached Aleppo.</html>"),
        "--cut--\r\n".to_owned(),
    ]
    .concat();
    let answer =
        server.ask_with("POST", "/documents", &body, "Content-Type: multipart/form-data; boundary=cut\r\n");
    assert_eq!(parts(&answer).0, 201, "{answer}");
    let outcomes = json_of(&answer)["documents"].clone();
    let words: Vec<_> =
        outcomes.as_array().unwrap().iter().map(|one| one["outcome"].as_str().unwrap()).collect();
    assert_eq!(words, ["added", "failed", "added"]);
    assert!(outcomes[1]["reason"].as_str().unwrap().contains("empty.txt"), "{outcomes}");
    let listed = json_of(&server.get("/documents"))["documents"].clone();
    let dated: Vec<_> =
        listed.as_array().unwrap().iter().filter(|one| one["published"] == "2015-10-07").collect();
    assert_eq!(dated.len(), 1);
    let broken = server.ask_with(
        "POST",
        "/documents",
        "--cut\r\n",
        "Content-Type: multipart/form-data; boundary=cut\r\n",
    );
    assert_eq!(parts(&broken).0, 400, "{broken}");
    let lines = "{\"text\": \"Shells fell on Idlib.\"}\nno line\n{\"text\": \"A convoy left Raqqa.\"}\n";
    let answer = server.ask_with("POST", "/documents", lines, "Content-Type: application/jsonl\r\n");
    let words: Vec<_> =
        json_of(&answer)["documents"].as_array().unwrap().iter().map(|one| one["outcome"].clone()).collect();
    assert_eq!(words, ["added", "failed", "added"]);
}
