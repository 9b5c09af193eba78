//! A reader with a browser: the real binary, real Chromium, the keyboard, and no script.

use crate::program::Server;
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::path::PathBuf;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// chromedriver with one browser, ended by their handles.
struct Browser {
    client: Client,
    _driver: Child,
    _profile: tempfile::TempDir,
}

impl Browser {
    async fn open(dark: bool, script: bool) -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("chromedriver is installed (Debian: chromium-driver)");
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = loop {
            let line = lines.next_line().await.unwrap().expect("chromedriver says its port");
            if let Some((_, port)) = line.split_once("successfully on port ") {
                break port.trim_end_matches('.').to_owned();
            }
        };
        // A full pipe would stop the driver.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let profile = tempfile::tempdir().unwrap();
        let mut args: Vec<String> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
        ]
        .map(str::to_owned)
        .into();
        args.push(format!("--user-data-dir={}", profile.path().display()));
        args.push(format!("--blink-settings=preferredColorScheme={}", u8::from(!dark)));
        let options = json!({
            "args": args,
            // Pages have to work for those who allow no script: 2 forbids it.
            "prefs": { "profile.managed_default_content_settings.javascript": if script { 1 } else { 2 } },
        });
        let capabilities = json!({ "goog:chromeOptions": options });
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().unwrap().clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap();
        Self {
            client,
            _driver: driver,
            _profile: profile,
        }
    }

    async fn text(&self, css: &str) -> Result<String, CmdError> {
        self.client.find(Locator::Css(css)).await?.text().await
    }

    /// Kept where `READOUT_SCREENSHOTS` says, for whoever wants to look.
    async fn picture(&self, name: &str) -> Result<(), CmdError> {
        let png = self.client.screenshot().await?;
        assert!(png.starts_with(b"\x89PNG"));
        if let Some(folder) = std::env::var_os("READOUT_SCREENSHOTS").map(PathBuf::from) {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
        }
        Ok(())
    }

    async fn path(&self) -> Result<String, CmdError> {
        let url = self.client.current_url().await?;
        let fragment = url.fragment().map_or(String::new(), |fragment| format!("#{fragment}"));
        Ok(format!("{}{fragment}", url.path()))
    }
}

/// Runs a visit and closes the browser before the result is looked at.
fn visit(dark: bool, steps: impl AsyncFnOnce(&Browser, &str) -> Result<(), CmdError>) {
    visit_with(dark, false, steps);
}

fn visit_with(dark: bool, script: bool, steps: impl AsyncFnOnce(&Browser, &str) -> Result<(), CmdError>) {
    let server = Server::seeds();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let browser = Browser::open(dark, script).await;
        let result = steps(&browser, server.url()).await;
        let closed = browser.client.clone().close().await;
        result.unwrap();
        closed.unwrap();
    });
}

#[test]
fn a_reader_searches_opens_a_report_and_follows_a_paragraph() {
    visit(false, async |browser, url| {
        let client = &browser.client;
        client.set_window_size(1280, 1000).await?;
        client.goto(url).await?;
        browser.picture("home").await?;

        // By keyboard alone: past the skip link, the name and the pages of the site stands the search box.
        let pages = client.find_all(Locator::Css(".top nav a")).await?.len();
        let tab = Key::Tab.to_string();
        for _ in 0..pages + 3 {
            client.active_element().await?.send_keys(&tab).await?;
        }
        let focused = client.active_element().await?;
        assert_eq!(focused.attr("name").await?.as_deref(), Some("q"));
        focused.send_keys(&format!("bolles{}", Key::Enter)).await?;
        client.wait().for_element(Locator::Css(".hit")).await?;
        assert_eq!(browser.text("h1").await?, "1 report for “bolles”");
        assert_eq!(browser.text(".hit mark").await?, "Bolles");
        browser.picture("results").await?;

        client.find(Locator::Css(".hit h2 a")).await?.click().await?;
        client.wait().for_element(Locator::Css("article.report")).await?;
        assert_eq!(browser.path().await?, "/reports/45e50149b2bb228b");
        browser.picture("report").await?;

        let pin = client.find(Locator::Css("#p3 .pin")).await?;
        pin.send_keys(&Key::Enter).await?;
        assert_eq!(browser.path().await?, "/reports/45e50149b2bb228b#p3");
        assert!(browser.text("p:target").await?.starts_with("Major-General Barzani"));
        browser.picture("paragraph").await?;

        client
            .find(Locator::LinkText("Original, line by line"))
            .await?
            .click()
            .await?;
        client.wait().for_element(Locator::Css(".ledger")).await?;
        assert_eq!(browser.path().await?, "/reports/45e50149b2bb228b/original");
        assert_eq!(browser.text("#L3 .role").await?, "headline");
        browser.picture("original").await
    });
}

#[test]
fn a_reader_without_scripts_finds_a_person_and_the_reports() {
    visit_with(true, false, async |browser, url| {
        let client = &browser.client;
        client.goto(&format!("{url}/people")).await?;
        let field = client.find(Locator::Css("main input[name=q]")).await?;
        field.send_keys(&format!("leahi{}", Key::Enter)).await?;
        client.wait().for_element(Locator::Css(".notices")).await?;
        client.find(Locator::LinkText("Kevin Leahy")).await?.click().await?;
        client.wait().for_element(Locator::Css(".person")).await?;
        assert_eq!(browser.path().await?, "/people/kevin-leahy");
        browser.picture("person").await?;
        client.find(Locator::LinkText("Who met whom")).await?.click().await?;
        client.wait().for_element(Locator::Css("form.pair")).await?;
        for (name, typed) in [("a", "Kevin Leahy"), ("b", "Karl Harris")] {
            let field = client.find(Locator::Css(&format!("[name={name}]"))).await?;
            field.send_keys(typed).await?;
        }
        client.find(Locator::Css("form.pair button")).await?.click().await?;
        client.wait().for_element(Locator::Css("h1 bdi")).await?;
        assert_eq!(browser.text("h1").await?, "Kevin Leahy and Karl Harris");
        browser.picture("two-people").await
    });
}

#[test]
fn nothing_is_lost_on_a_small_phone() {
    visit(true, async |browser, url| {
        let client = &browser.client;
        client.set_window_size(320, 700).await?;
        for (name, path) in [
            ("phone-home", "/"),
            (
                "phone-results",
                "/search?q=coalition&outlet=Kurdistan+24&from=2022&nonsense=1",
            ),
            ("phone-nothing", "/search?q=nobodyhasthisname"),
            ("phone-report", "/reports/7244e11d86438f72"),
            ("phone-original", "/reports/45e50149b2bb228b/original"),
            ("phone-people", "/people"),
            ("phone-person", "/people/kevin-leahy"),
            ("phone-network", "/network"),
            ("phone-about", "/about"),
            ("phone-404", "/nothing"),
        ] {
            client.goto(&format!("{url}{path}")).await?;
            browser.picture(name).await?;
            // The browser's own window may not go so narrow; what counts is that the page never
            // becomes wider than it.
            let (_, _, window, _) = client.find(Locator::Css("html")).await?.rectangle().await?;
            for css in [
                "body",
                "main",
                "main > *",
                "h1",
                ".columns > *",
                ".facts > *",
                ".ledger",
                ".find",
            ] {
                for element in client.find_all(Locator::Css(css)).await? {
                    let (x, _, width, _) = element.rectangle().await?;
                    assert!(x + width <= window + 1.0, "{css} on {path}: {x} + {width} > {window}");
                }
            }
        }
        Ok(())
    });
}

/// Where a script may run, completions come as one types.
#[test]
fn what_is_typed_is_completed() {
    visit_with(false, true, async |browser, url| {
        let client = &browser.client;
        client.goto(url).await?;
        let field = client.find(Locator::Css("input[name=q]")).await?;
        field.send_keys("lea").await?;
        let option = client
            .wait()
            .at_most(std::time::Duration::from_secs(20))
            .for_element(Locator::Css("datalist option[value='Kevin Leahy']"))
            .await?;
        assert!(option.attr("label").await?.unwrap().contains("person"));
        // Without a choice, what was typed is what is searched.
        field.send_keys(&Key::Enter.to_string()).await?;
        client
            .wait()
            .for_url(&format!("{url}/search?q=lea").parse().unwrap())
            .await?;
        Ok(())
    });
}

/// Presses Tab until the focus is on what is looked for; how often that took.
async fn tabs_to(browser: &Browser, css: &str) -> Result<usize, CmdError> {
    let tab = Key::Tab.to_string();
    for pressed in 1..60 {
        browser.client.active_element().await?.send_keys(&tab).await?;
        if browser.client.find(Locator::Css(&format!("{css}:focus"))).await.is_ok() {
            return Ok(pressed);
        }
    }
    panic!("Tab never comes to {css}");
}

#[test]
fn the_first_result_is_near_the_search_box() {
    visit(false, async |browser, url| {
        for (width, most) in [(1280, 2), (500, 3)] {
            browser.client.set_window_size(width, 900).await?;
            browser.client.goto(&format!("{url}/search?q=leahy")).await?;
            browser
                .client
                .find(Locator::Css("input[name=q]"))
                .await?
                .click()
                .await?;
            let pressed = tabs_to(browser, ".hit:first-of-type h2 a").await?;
            assert!(pressed <= most, "{pressed} at {width}");
        }
        Ok(())
    });
}

#[test]
fn evidence_opens_and_closes_by_keyboard_without_a_script() {
    visit(false, async |browser, url| {
        let client = &browser.client;
        client.goto(&format!("{url}/reports/45e50149b2bb228b")).await?;
        let is_open = async || client.find(Locator::Css(".evidence:popover-open")).await.is_ok();
        assert!(!is_open().await);
        tabs_to(browser, ".why").await?;
        let button = client.active_element().await?;
        button.send_keys(&Key::Enter.to_string()).await?;
        assert!(is_open().await);
        assert!(
            browser
                .text(".evidence:popover-open")
                .await?
                .contains("of the source, read by the rule")
        );
        browser.picture("evidence").await?;
        client
            .active_element()
            .await?
            .send_keys(&Key::Escape.to_string())
            .await?;
        assert!(!is_open().await);
        let focused = client.active_element().await?;
        assert_eq!(
            focused.attr("class").await?.as_deref(),
            Some("why"),
            "the focus is where it was"
        );
        Ok(())
    });
}

/// Whether an element is in the window.
async fn is_in_sight(browser: &Browser, css: &str) -> Result<bool, CmdError> {
    let script = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight;";
    let seen = browser.client.execute(script, vec![serde_json::json!(css)]).await?;
    Ok(seen == serde_json::json!(true))
}

#[test]
fn a_quotation_is_scrolled_to_and_hits_lead_on_without_a_script() {
    visit(false, async |browser, url| {
        let client = &browser.client;
        client.set_window_size(800, 600).await?;
        let report = format!("{url}/reports/45e50149b2bb228b");
        client
            .goto(&format!("{report}?quote=both%20stressed%20the%20importance"))
            .await?;
        client.wait().for_element(Locator::Css("#quote:focus")).await?;
        assert!(is_in_sight(browser, ".quoted").await?);
        browser.picture("quotation").await?;

        client.goto(&format!("{report}?q=security&n=1")).await?;
        client.find(Locator::LinkText("First hit")).await?.click().await?;
        assert_eq!(browser.path().await?, "/reports/45e50149b2bb228b#h1");
        assert!(is_in_sight(browser, "#h1").await?);
        client.find(Locator::Css("#h1 + .hops a")).await?.click().await?;
        assert_eq!(browser.path().await?, "/reports/45e50149b2bb228b#h2");
        assert!(is_in_sight(browser, "#h2").await?);
        client
            .find(Locator::Css("#h2 + .hops a[aria-label='Previous hit']"))
            .await?
            .click()
            .await?;
        assert_eq!(browser.path().await?, "/reports/45e50149b2bb228b#h1");
        Ok(())
    });
}
