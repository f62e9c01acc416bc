// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/visibility.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "indexer/readers/html_reader.h"
#include "indexer/readers/jsonl_reader.h"
#include "indexer/readers/markdown_reader.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

/// "draft internal", and the warnings; or the error.
std::string Line(const Result<readers::ReadArticle>& read) {
  if (!read) return read.error().message;
  std::string line = fmt::format("{} {}", Name(read->article.state), Name(read->article.audience));
  for (const std::string& warning : read->warnings) line += " " + warning;
  return line;
}

std::string OfMarkdown(const std::string& keys, const std::string& path = "a.md") {
  const readers::SourceFile file{path, path, "a", readers::SourceKind::kMarkdown, 0};
  return Line(readers::ReadMarkdownArticle("---\n" + keys + "\n---\n# T\n\nText.\n", file, "en"));
}

std::string OfJson(const std::string& members, const std::string& path = "a.jsonl") {
  std::string line = R"({"id":"a","lang":"en","title":"T","body":"Text.")";
  line += (members.empty() ? "" : ",") + members + "}";
  return Line(readers::ReadJsonlArticle(line, 7, path, ""));
}

std::string OfHtml(const std::string& metas, const std::string& path = "a.html") {
  const readers::SourceFile file{path, path, "a", readers::SourceKind::kHtml, 0};
  return Line(readers::ReadHtmlArticle(
      "<html lang=en><head><title>T</title>" + metas + "</head><body><p>Text.</body></html>", file,
      ""));
}

constexpr const char* kPublic = "published public";
constexpr const char* kDraft = "draft public";
constexpr const char* kArchived = "archived public";
constexpr const char* kInternal = "published internal";
constexpr const char* kPartner = "published partner";

TEST_CASE("Visibility: one key and value, in every format") {
  struct {
    const char* key;
    const char* value;  ///< Right as YAML, as JSON and as the content of a <meta>.
    const char* expected;
  } const rows[] = {
      {"draft", "true", kDraft},
      {"Draft", "true", kDraft},
      {"is_draft", "1", kDraft},
      {"draft", "false", kPublic},
      {"published", "false", kDraft},
      {"published", "true", kPublic},
      {"published", "\"2001-02-03\"", kPublic},
      {"publish", "false", kDraft},
      {"hidden", "true", kDraft},
      {"hidden", "false", kPublic},
      {"unlisted", "true", kDraft},
      {"hide", "true", kDraft},
      {"search_exclude", "true", kDraft},
      {"search", "false", kDraft},
      {"archived", "true", kArchived},
      {"private", "true", kInternal},
      {"internal", "true", kInternal},
      {"public", "false", kInternal},
      {"isPublic", "true", kPublic},
      {"IsVisibleInPkb", "false", kInternal},
      {"status", "\"draft\"", kDraft},
      {"status", "\"In review\"", kDraft},
      {"status", "\"archived\"", kArchived},
      {"status", "\"private\"", kInternal},
      {"status", "\"published\"", kPublic},
      {"status", "\"deprecated\"", kPublic},
      {"status", "\"Final\"", kPublic},
      {"status", "\"members\"", kPartner},
      {"workflow_state", "\"retired\"", kArchived},
      {"visibility", "\"public\"", kPublic},
      {"visibility", "\"private\"", kInternal},
      {"visibility", "\"Internal\"", kInternal},
      {"visibility", "\"unlisted\"", kDraft},
      {"visibility", "\"signed_in_users\"", kPartner},
      {"access", "\"staff\"", kInternal},
      {"classification", "\"confidential\"", kInternal},
      {"classification", "\"Internal use only\"", kInternal},
      {"sensitivity", "\"non-confidential\"", kPublic},
      {"classification", "\"hardware\"", kPublic},
      {"user_segment_id", "77", kInternal},
      {"allowed_groups", "\"everyone\"", kPublic},
      {"allowed_groups", "\"tier 2\"", kInternal},
      {"audience", "\"internal\"", kInternal},
      {"Audience", "\"Partner\"", kPartner},
      {"expiryDate", "\"2001-02-03\"", kArchived},
      {"expiryDate", "\"2999-02-03\"", kPublic},
      {"publishDate", "\"2001-02-03T10:00:00Z\"", kPublic},
      {"publishedAt", "\"2001-02-03T10:00:00Z\"", kPublic},
      {"publishedAt", "\"\"", kDraft},
      {"published", "\"\"", kDraft},
      {"robots", "\"noindex\"", kPublic},
      {"permission_group_id", "12", kPublic},
  };
  for (const auto& row : rows) {
    CAPTURE(row.key);
    CAPTURE(row.value);
    CHECK(OfMarkdown(fmt::format("{}: {}", row.key, row.value)) == row.expected);
    CHECK(OfJson(fmt::format("\"{}\":{}", row.key, row.value)) == row.expected);
    const std::string value(row.value);
    const std::string quoted = value.front() == '"' ? value : '"' + value + '"';
    CHECK(OfHtml(fmt::format("<meta name=\"{}\" content={}>", row.key, quoted)) == row.expected);
  }
}

TEST_CASE("Visibility: what is not understood is refused") {
  struct {
    const char* yaml;
    const char* expected;
  } const rows[] = {
      {"audience: internl",
       "a.md:2:11: error: unknown audience 'internl', did you mean 'internal'?"},
      {"audience: private",
       "a.md:2:11: error: unknown audience 'private', did you mean 'internal'?"},
      {"audience: staff", "a.md:2:11: error: unknown audience 'staff', did you mean 'internal'?"},
      {"audience: ITPro",
       "a.md:2:11: error: unknown audience 'ITPro': use public, partner or internal"},
      {"audience: [private]",
       "a.md:2:11: error: unknown audience 'private', did you mean 'internal'?"},
      {"audience: [public, internal]",
       "a.md:2:11: error: 'audience' must be one text, not a list or map; write audience: "
       "internal"},
      {"audience: [partner, public]",
       "a.md:2:11: error: 'audience' must be one text, not a list or map; write audience: "
       "partner"},
      {"audience: [public, gnus]",
       "a.md:2:11: error: 'audience' must be one text, not a list or map; write audience: "
       "internal"},
      {"audience: {who: staff}",
       "a.md:2:11: error: 'audience' must be one text, not a list or map; write audience: "
       "internal"},
      {"audience:",
       "a.md:2:1: error: 'audience' is empty; write audience: public, partner or internal, or no "
       "such key"},
      {"ms.topic: x\naudience: internl",
       "a.md:3:11: error: unknown audience 'internl', did you mean 'internal'?"},
      {"audiance: internal", "a.md:2:1: error: unknown key 'audiance', did you mean 'audience'?"},
      {"audiences: [internal]",
       "a.md:2:1: error: unknown key 'audiences', did you mean 'audience'?"},
      {"visibilty: private",
       "a.md:2:1: error: unknown key 'visibilty', did you mean 'visibility'?"},
      {"darft: true", "a.md:2:1: error: unknown key 'darft', did you mean 'draft'?"},
      {"sate: draft", "a.md:2:1: error: unknown key 'sate', did you mean 'state'?"},
      {"state: gone",
       "a.md:2:8: error: 'state': unknown state 'gone': use draft, published or archived"},
      {"state:",
       "a.md:2:1: error: 'state' is empty; write state: published, draft or archived, or "
       "audience: public, partner or internal, or no such key"},
      {"visibility: ''",
       "a.md:2:13: error: 'visibility' is empty; write state: published, draft or archived, or "
       "audience: public, partner or internal, or no such key"},
      {"status: ~",
       "a.md:2:1: error: 'status' is empty; write state: published, draft or archived, or "
       "audience: public, partner or internal, or no such key"},
      {"public:",
       "a.md:2:1: error: 'public' is empty; write state: published, draft or archived, or "
       "audience: public, partner or internal, or no such key"},
      {"unlisted: {}",
       "a.md:2:11: error: 'unlisted' must be one value, not a list or map; write state: draft, or "
       "audience: internal"},
      {"hidden: []",
       "a.md:2:9: error: 'hidden' must be one value, not a list or map; write state: draft, or "
       "audience: internal"},
      {"defaults: &b {draft: true}\n<<: *b",
       "a.md:3:1: error: keys merged from elsewhere (<<) are not read, and they may say who may "
       "see the article; write them out"},
      {"title: T\n--- # more\ndraft: true",
       "a.md:3:1: error: the front matter is several documents of YAML, of which only the first "
       "would be read; remove this line"},
      {"draft: perhaps",
       "a.md:2:8: error: 'draft: perhaps' is neither true nor false; write state: draft or "
       "audience: internal for what not all may see"},
      {"hidden: [true]",
       "a.md:2:9: error: 'hidden' must be one value, not a list or map; write state: draft, or "
       "audience: internal"},
      {"status: purple",
       "a.md:2:1: error: 'status: purple' does not say whether the article is published; write "
       "state: draft, state: published or state: archived in its place or beside it"},
      {"status: open",
       "a.md:2:1: error: 'status: open' does not say whether the article is published; write "
       "state: draft, state: published or state: archived in its place or beside it"},
      {"status: general",
       "a.md:2:1: error: 'status: general' does not say whether the article is published; write "
       "state: draft, state: published or state: archived in its place or beside it"},
      {"status: [published, free]",
       "a.md:2:1: error: 'status: published, free' does not say whether the article is published; "
       "write state: draft, state: published or state: archived in its place or beside it"},
      {"visibility: purple",
       "a.md:2:13: error: 'visibility: purple' does not say who may see the article; write "
       "audience: public, partner or internal in its place"},
      {"expires: soon",
       "a.md:2:10: error: 'expires': 'soon' is no date; write it as 2021-01-31, or write state: "
       "draft or state: archived"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.yaml);
    CHECK(OfMarkdown(row.yaml) == row.expected);
  }
  CHECK(OfJson(R"("audience":["public","internal"])") ==
        "a.jsonl:7: error: 'audience' must be one text, not a list or map; write audience: "
        "internal");
  CHECK(OfJson(R"("audience":null)").starts_with("a.jsonl:7: error: 'audience' is empty"));
  CHECK(OfJson(R"("status":"purple")").starts_with("a.jsonl:7: error: 'status: purple' does not"));
  CHECK(OfJson(R"("audiance":"internal")").starts_with("a.jsonl:7: error: unknown key 'audiance'"));
  CHECK(OfJson(R"("unlisted":{})").starts_with("a.jsonl:7: error: 'unlisted' must be one value"));
  CHECK(OfJson(R"("state":null)").starts_with("a.jsonl:7: error: 'state' is empty"));
  // What a ticket's status says is not whether to publish it.
  for (const char* status : {"open", "new", "solved", "Closed"}) {
    CAPTURE(status);
    const std::string members = R"("subject":"z","description":"z","comments":[],"status":)";
    CHECK(OfJson(fmt::format("{}\"{}\"", members, status))
              .starts_with(fmt::format("a.jsonl:7: error: 'status: {}' does not say", status)));
  }
  CHECK(OfHtml("<meta name=audience content=internl>") ==
        "a.html: error: unknown audience 'internl', did you mean 'internal'?");
  for (const char* content : {"partner gnus", "Gnus", "not for the public", "public gnus"}) {
    CAPTURE(content);
    CHECK(OfHtml(fmt::format("<meta name=audience content=\"{}\">", content))
              .starts_with(fmt::format("a.html: error: unknown audience '{}'", content)));
  }
  CHECK(OfHtml("<meta name=audiance content=internal>") ==
        "a.html: error: unknown key 'audiance', did you mean 'audience'?");
  CHECK(OfHtml("<meta name=visibilty content=private>") ==
        "a.html: error: unknown key 'visibilty', did you mean 'visibility'?");
}

TEST_CASE("Visibility: a list of one audience is that audience, in any front matter and record") {
  CHECK(OfMarkdown("audience: [internal]") == "published internal");
  CHECK(OfMarkdown("audience:\n- Partner") == "published partner");
  CHECK(OfJson(R"("audience":["internal"])") == "published internal");
  CHECK(OfJson(R"("draft":true)") == "draft public");
  CHECK(OfJson(R"("published":false,"audience":["partner"])") == "draft partner");
  struct {
    const char* text;
    const char* seen;
  } const rows[] = {
      {"+++\ndraft = true\n+++\nText.\n", "draft public"},
      {"+++\nstate = 'archived'\naudience = ['internal']\n+++\nText.\n", "archived internal"},
      {"{\n\"published\": false\n}\n\nText.\n", "draft public"},
      {"{\"user_segment_id\": 77}\n\nText.\n", "published internal"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const readers::SourceFile file{"a.md", "a.md", "a", readers::SourceKind::kMarkdown, 0};
    CHECK(Line(readers::ReadMarkdownArticle(row.text, file, "en")) == row.seen);
  }
}

TEST_CASE("Visibility: of several keys the narrowest counts") {
  CHECK(OfMarkdown("state: published\ndraft: true") ==
        "draft public a.md:1:1: warning: 'state: published' is contradicted by another key or the "
        "folder: the article is a draft; remove one of them");
  CHECK(OfMarkdown("draft: true\nstate: published").starts_with(kDraft));
  CHECK(OfMarkdown("state: archived\ndraft: true") == kArchived);
  CHECK(OfMarkdown("state: draft\npublished: true") == kDraft);
  CHECK(OfMarkdown("state: published\nstatus: purple") == kPublic);
  CHECK(OfMarkdown("draft: false\npublished: false") == kDraft);
  CHECK(OfMarkdown("audience: partner\nvisibility: internal") ==
        "published internal a.md:1:1: warning: 'audience: partner' is contradicted by another key: "
        "the article is for internal readers; remove one of them");
  CHECK(OfMarkdown("audience: internal\nvisibility: public") == kInternal);
  CHECK(OfMarkdown("audience: internal\naudience: public") == kInternal);
  CHECK(OfMarkdown("private: true\ndraft: true") == "draft internal");
  CHECK(OfMarkdown("visibility: [public, agents]") == kInternal);
  CHECK(OfJson(R"("audience":"public","user_segment_ids":[1])").starts_with(kInternal));
  CHECK(OfMarkdown("publishDate: 2999-01-31") ==
        "draft public a.md:1:1: warning: a draft until 2999-01-31; index it again then");
}

TEST_CASE("Visibility: a folder _drafts holds drafts") {
  CHECK(OfMarkdown("title: T", "site/_drafts/a.md") == kDraft);
  CHECK(OfMarkdown("title: T", "_drafts/deep/a.md") == kDraft);
  CHECK(OfMarkdown("title: T", "drafts/_drafts.md") == kPublic);
  CHECK(OfJson("", "_drafts/a.jsonl") == kDraft);
  CHECK(OfHtml("", "_drafts/a.html") == kDraft);
  CHECK(OfHtml("", "_Drafts/a.html") == kDraft);
}

TEST_CASE("Visibility: a folder _drafts is one from within and behind links, too") {
  namespace fs = std::filesystem;
  const testing::TempDir dir;
  const fs::path drafts = dir.path() / "site" / "_drafts";
  fs::create_directories(drafts);
  std::ofstream(drafts / "a.md") << "Text.";
  fs::create_directory_symlink(drafts, dir.path() / "link");
  fs::create_symlink(drafts / "a.md", dir.path() / "b.md");
  std::ofstream(dir.path() / "c.md") << "Text.";
  CHECK(OfMarkdown("title: T", (dir.path() / "link" / "a.md").string()) == kDraft);
  CHECK(OfMarkdown("title: T", (dir.path() / "b.md").string()) == kDraft);
  CHECK(OfMarkdown("title: T", (dir.path() / "c.md").string()) == kPublic);
  const fs::path before = fs::current_path();
  fs::current_path(drafts);
  const std::string named = OfMarkdown("title: T", "a.md");
  const std::string found = OfJson("", "./a.md");
  fs::current_path(before);
  CHECK(named == kDraft);
  CHECK(found == kDraft);
}

TEST_CASE("Visibility: what has the name of such a key and another meaning") {
  CHECK(OfMarkdown("ms.topic: x\naudience: ITPro") == kPublic);
  CHECK(OfMarkdown("audience: Application User, IT Pro\nms.date: 06/30/2021") == kPublic);
  CHECK(OfMarkdown("hide: [navigation, toc]") == kPublic);
  CHECK(OfMarkdown("hide:\n- footer") == kPublic);
  CHECK(OfMarkdown("search:\n  boost: 2") == kPublic);
  CHECK(OfMarkdown("search:\n  exclude: true") == kDraft);
  CHECK(OfMarkdown("status: new") == kPublic);
  CHECK(OfMarkdown("search: {boost: 2, exclude: yes}") == kDraft);
  CHECK(OfMarkdown("hide: []") == kPublic);
  CHECK(OfMarkdown("draft:\nhidden:\nexpires:\npublishDate:\nuser_segment_id:") == kPublic);
  CHECK(OfMarkdown("published:") == kDraft);
  CHECK(OfJson(R"("publishedAt":null)") == kDraft);
  CHECK(OfHtml("<meta name=status content=\"\"><meta name=audience content=\"\">") == kPublic);
  CHECK(OfJson(R"("draft":null,"user_segment_id":null,"user_segment_ids":[])") == kPublic);
  CHECK(OfJson(R"("access_policy":{"viewable_by":"everybody","manageable_by":"staff",)"
               R"("restricted_to_group_ids":[]})") == kPublic);
  CHECK(OfJson(R"("access_policy":{"viewable_by":"signed_in_users"})") == kPartner);
  CHECK(OfJson(R"("access_policy":{"viewable_by":"everybody","required_tags":["vip"]})") ==
        kInternal);
  CHECK(OfHtml("<meta name=audience content=all>") == kPublic);
  for (const char* content : {"General", "everyone", "Alle", "general public", "all users",
                              "End users", "Developers, IT Pro", "Business; individuals"}) {
    CAPTURE(content);
    CHECK(OfHtml(fmt::format("<meta name=audience content=\"{}\">", content)) == kPublic);
  }
  for (const char* content : {"internal staff", "internal, partner", "employees only",
                              "public/internal", "internal-only", "strictly internal"}) {
    CAPTURE(content);
    CHECK(OfHtml(fmt::format("<meta name=audience content=\"{}\">", content)) == kInternal);
  }
  CHECK(OfHtml("<meta name=audience content=\"public, partner\">") == kPartner);
  CHECK(OfHtml("<meta name=audience content=\"registered users\">") == kPartner);
  CHECK(OfHtml("<meta name=audience content=staff>") == kInternal);
}

TEST_CASE("Visibility: the day of expiry is the day to review it") {
  const readers::SourceFile file{"a.md", "a.md", "a", readers::SourceKind::kMarkdown, 0};
  const auto read =
      readers::ReadMarkdownArticle("---\nexpiryDate: 2999-01-31\n---\nText.\n", file, "en");
  REQUIRE(read.has_value());
  CHECK(read->article.review_by == "2999-01-31");
  REQUIRE(read->article.extra.size() == 1);
  CHECK(read->article.extra.front().first == "expiryDate");
}

}  // namespace
}  // namespace funnel
