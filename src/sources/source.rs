//! A report as it was read: its bytes, and the text they stand for.

use super::decode::{Decoded, Encoding, decode, decode_page};
use super::found::Found;
use super::html::{self, WebLine};
use super::kinds::{FileForm, Kind};
use super::problem::{Cause, Problem};
use super::records::{self, RecordLine};
use crate::report::ReportId;
use sha2::{Digest, Sha256};

/// A report as it was read: its bytes, and the text they stand for.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its lasting name.
    pub id: ReportId,
    /// Its path below the folder.
    pub path: String,
    /// The bytes as they came, unpacked; those of a record are its line, without the LF behind it, or its
    /// object.
    pub bytes: Vec<u8>,
    /// The bytes as text; line ends and marks are still those of the source. Of a record it is the
    /// title, then the lines of the body, then one line for each further value; of a web page the headline,
    /// then one line for each value that its markup states, then its blocks.
    pub text: String,
    /// Whether its lines still have to be told apart.
    pub form: Form,
    /// How the text was encoded.
    pub encoding: Encoding,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub digest: String,
    /// Why there is no more of it, where its packed file breaks off.
    pub broken: Option<String>,
}

impl Source {
    /// A file that is one report, of which the bytes are at hand, unpacked; its path tells its form.
    ///
    /// # Errors
    /// When there is no text in them.
    pub fn page(id: ReportId, path: String, bytes: Vec<u8>, broken: Option<String>) -> Result<Self, Problem> {
        let problem = |reason: String| Problem {
            path: path.clone(),
            reason,
            cause: Cause::Content,
        };
        let is_html = Kind::of(&path).is_some_and(|kind| kind.form == FileForm::Html);
        let decoded = if is_html { decode_page(&bytes) } else { decode(&bytes) };
        let Decoded { text, encoding } = decoded.map_err(|not_text| problem(not_text.to_string()))?;
        let (text, form) = if is_html {
            let web = html::read(&text, Vec::new());
            if !web.has_text() {
                let reason = "a web page with no text in it (a program of the page may have shown it)";
                return Err(problem(reason.to_owned()));
            }
            (web.text, Form::Web(web.lines))
        } else {
            (text, Form::Page)
        };
        Ok(Self {
            id,
            path,
            digest: hex(&Sha256::digest(&bytes)),
            text,
            form,
            encoding,
            bytes,
            broken,
        })
    }

    /// The report of a record of which the bytes are at hand.
    ///
    /// # Errors
    /// When they are no record.
    pub fn record(found: &Found, bytes: Vec<u8>) -> Result<Self, Problem> {
        let problem = |reason: String| Problem {
            path: found.path.clone(),
            reason,
            cause: Cause::Content,
        };
        let within = found.within.as_ref();
        let within = within.ok_or_else(|| problem("not a record".to_owned()))?;
        let (text, form) = records::compose(&bytes, &within.fields).map_err(problem)?;
        Ok(Self {
            id: found.id.clone(),
            path: found.path.clone(),
            digest: hex(&Sha256::digest(&bytes)),
            text,
            form,
            encoding: Encoding::Utf8,
            bytes,
            broken: None,
        })
    }
}

/// In which form a report came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A saved page, with whatever stood around the report.
    #[default]
    Page,
    /// A record that says of each line of its text what it is.
    Record(Vec<RecordLine>),
    /// A web page, which says of the lines of its text where they come from.
    Web(Vec<WebLine>),
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
