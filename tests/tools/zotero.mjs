// What Zotero makes of a page. Its translators are on no registry, so this is OUR READING of the rules by which
// "Embedded Metadata" (of June 2024) and "RDF" decide; it runs inside the page, and so stands on its own.

export function itemOf() {
  const metas = [...document.querySelectorAll("meta")];
  const pairs = metas.flatMap((meta) => {
    const content = meta.getAttribute("content");
    const names = (meta.getAttribute("name") || meta.getAttribute("property") || "").split(/\s+/);
    return content ? names.filter(Boolean).map((name) => [name, content]) : [];
  });
  const first = (...wanted) => {
    for (const name of wanted) {
      const hit = pairs.find(([known]) => known.toLowerCase() === name.toLowerCase());
      if (hit) return hit[1];
    }
  };
  // A Highwire tag of one of these kinds decides before anything else.
  const hard = {
    citation_journal_title: "journalArticle",
    citation_technical_report_institution: "report",
    citation_conference_title: "conferencePaper",
    citation_conference: "conferencePaper",
    citation_book_title: "bookSection",
    citation_inbook_title: "bookSection",
    citation_dissertation_institution: "thesis",
  };
  const decided = pairs.map(([name]) => hard[name]).findLast(Boolean);
  const types = ["newspaperArticle", "magazineArticle", "journalArticle", "blogPost", "webpage", "report", "document", "book"];
  const stated = first("z.itemType", "z.type", "z:itemType", "z:type");
  const graph = { website: "webpage", book: "book", "video.movie": "videoRecording", "video.episode": "videoRecording", "video.other": "videoRecording", "music.song": "audioRecording", "music.album": "audioRecording" };
  const dublin = first("dc.type", "dc:type", "dc_type", "dcterms.type", "dcterms:type");
  const known = { newsitem: "newspaperArticle", article: "journalArticle", journalarticle: "journalArticle", webpage: "webpage", homepage: "webpage" };
  const guessed = first("citation_title", "citation_series_title") ? "journalArticle" : "webpage";
  const itemType =
    decided ||
    (types.includes(stated) && stated) ||
    graph[first("og:type")] ||
    (types.includes(dublin) ? dublin : known[dublin?.toLowerCase().replace(/\s/g, "")]) ||
    guessed;
  return {
    itemType,
    title: first("citation_title", "dc.title", "dcterms.title", "og:title") ?? document.title,
    publicationTitle: first("citation_journal_title", "prism.publicationName", "dc.source", "dcterms.source", "og:site_name"),
    date:
      first("citation_date", "citation_cover_date", "citation_publication_date", "prism.publicationDate", "og:published_time", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "citation_online_date", "citation_year") ??
      // The last resort: whatever time stands first on the page.
      document.querySelector("time[datetime]")?.getAttribute("datetime") ??
      undefined,
  };
}
