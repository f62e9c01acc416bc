// SPDX-License-Identifier: GPL-2.0-or-later
// Exports of Zendesk's Help Center, in the shape of its API's answers.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>

#include "indexer/base/json.h"
#include "indexer/readers/source_jobs.h"
#include "indexer/text/markup/markdown_document.h"
#include "tests/support/source_folder.h"

namespace funnel {
namespace {

using Folder = testing::SourceFolder;

/// "id/family/lang state,audience title <body> [tags] (products)".
std::string Line(const Article& a) {
  std::string line = fmt::format("{}/{}/{} {},{} {} <{}>", a.id, a.family, a.lang, Name(a.state),
                                 Name(a.audience), a.title, a.text);
  for (const std::string& tag : a.tags) line += " #" + tag;
  for (const std::string& product : a.products) line += " (" + product + ")";
  for (const std::string& author : a.authors) line += " by " + author;
  return line;
}

TEST_CASE("Zendesk: articles with what their sections, labels and segments say") {
  const Folder folder;
  folder.Write("articles-1.json", R"({"count":3,"next_page":null,"articles":[
    {"id":11,"locale":"en-us","source_locale":"en-us","title":" Print ","body":"<h2>Fix</h2><p>Do <b>it</b></p>",
     "draft":false,"section_id":21,"label_names":["spooler","print"],"user_segment_id":null,"author_id":41,
     "html_url":"https://h.example/hc/en-us/articles/11","created_at":"2020-01-02T03:04:05Z",
     "updated_at":"2021-01-02T03:04:05Z","edited_at":"2020-05-02T03:04:05Z","outdated":false},
    {"id":12,"locale":"en-us","source_locale":"en-us","title":"Draft","body":null,"draft":true,
     "section_id":21,"user_segment_id":51},
    {"id":13,"locale":"en-us","source_locale":"en-us","title":"Staff","body":"x","section_id":99,
     "user_segment_id":52}]})");
  folder.Write("sections.json",
               R"({"sections":[{"id":21,"locale":"en-us","name":"Printing","category_id":31}]})");
  folder.Write("categories.json",
               R"({"categories":[{"id":31,"locale":"en-us","name":"Tamarind Print"}]})");
  folder.Write(
      "users.json",
      R"({"users":[{"id":41,"url":"https://h.example/api/v2/users/41.json","name":"Ann"}]})");
  folder.Write("segments.json", R"({"user_segments":[{"id":51,"user_type":"signed_in_users"}]})");
  folder.Write("package.json", R"({"name":"x","articles":[{"id":1,"text":"not theirs"}]})");
  folder.Write("broken.json", "{\"articles\":[{\"id\":1,\"locale\":");
  CHECK(
      folder.Read(Line) ==
      "11/11/en published,public Print <Fix\nDo it> #spooler #print #Printing (Tamarind Print) by "
      "Ann\n"
      "12/12/en draft,partner Draft <> #Printing (Tamarind Print)\n"
      "13/13/en published,internal Staff <x>\n"
      "D/broken.json: error: no JSON at byte 31 (Invalid value.); save the answer of the API "
      "anew\n");
}

TEST_CASE("Zendesk: every restriction is honoured, however it is written") {
  struct {
    const char* restriction;  ///< Members of article 11.
    const char* expected;
  } const rows[] = {
      {R"("draft":false,"user_segment_id":null,"user_segment_ids":[],"permission_group_id":5)",
       "published,public"},
      {R"("draft":"true")", "draft,public"},
      {R"("hidden":1)", "draft,public"},
      {R"("user_segment_id":51)", "published,partner"},
      {R"("user_segment_id":"51")", "published,internal"},
      {R"("user_segment_id":51.5)", "published,internal"},
      {R"("user_segment_ids":[51,52])", "published,internal"},
      {R"("user_segment_ids":52)", "published,internal"},
      // Signed in, and of some organization or with some tag.
      {R"("user_segment_id":53)", "published,internal"},
      {R"("user_segment_id":54)", "published,internal"},
      {R"("section_id":21)", "published,partner"},
      {R"("section_id":22)", "published,internal"},
      {R"("access_policy":{"viewable_by":"staff"})", "published,internal"},
      {R"("visibility":"private")", "published,internal"},
      {R"("audience":"internal")", "published,internal"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.restriction);
    const Folder folder;
    folder.Write("a.json", std::string(R"({"articles":[{"id":11,"locale":"en-us","title":"T",)") +
                               R"("body":"x",)" + row.restriction + "}]}");
    folder.Write("s.json", R"({"sections":[
      {"id":21,"locale":"en-us","name":"","access_policy":{"viewable_by":"signed_in_users",
       "manageable_by":"staff","restricted_to_group_ids":[],"required_tags":[]}},
      {"id":22,"locale":"en-us","name":"","access_policy":{"viewable_by":"everybody",
       "restricted_to_organization_ids":[7]}}]})");
    folder.Write("u.json", R"({"user_segments":[
      {"id":51,"user_type":"signed_in_users","group_ids":[],"tags":[],"built_in":true},
      {"id":52,"user_type":"staff"},
      {"id":53,"user_type":"signed_in_users","organization_ids":[8]},
      {"id":54,"user_type":"signed_in_users","tags":["vip"]}]})");
    CHECK(folder.Read(Line) == std::string("11/11/en ") + row.expected + " T <x>\n");
  }
}

TEST_CASE("Zendesk: a misspelt restriction is refused") {
  const Folder folder;
  folder.Write("a.json", R"({"articles":[{"id":11,"locale":"en-us","title":"T","body":"x",)"
                         R"("audiance":"internal"}]})");
  CHECK(folder.Read(Line) ==
        "D/a.json: error: article 11 (en-us): unknown key 'audiance', did you mean 'audience'?\n");
}

TEST_CASE("Zendesk: translations are one family with their article") {
  const Folder folder;
  folder.Write("a.json", R"({"articles":[
    {"id":11,"locale":"en-us","source_locale":"en-us","title":"E","body":"x","label_names":["l"],
     "translations":[{"source_id":11,"locale":"ja","title":"J","body":"y","draft":true}]},
    {"id":11,"locale":"de","source_locale":"en-us","title":"D","body":"x"}]})");
  folder.Write("t.json", R"({"translations":[
    {"id":1,"source_id":11,"source_type":"Article","locale":"en-us","title":"again","body":"x"},
    {"id":2,"source_id":11,"source_type":"Article","locale":"en-gb","title":"GB","body":"x"},
    {"id":3,"source_id":11,"source_type":"Article","locale":"zh-tw","title":"Z","body":"x","hidden":true},
    {"id":4,"source_id":21,"source_type":"Section","locale":"ja","title":"a section"},
    {"id":5,"source_id":77,"source_type":"Article","locale":"th","title":"T","body":"x"},
    {"id":6,"source_id":11,"source_type":"Article","locale":"not a locale","title":"?","body":"x"}]})");
  CHECK(folder.Read(Line) ==
        "11/11/en published,public E <x> #l\n"
        "11/11/ja draft,public J <y> #l\n"
        "11/11/de published,public D <x> #l\n"
        "11-en-gb/11/en published,public GB <x> #l\n"
        "11/11/zh-Hant draft,public Z <x> #l\n"
        "77/77/th published,internal T <x>\n"
        "D/t.json: warning: article 77 (th) is not in the export, only this translation of it: it "
        "is for internal readers, since nothing says who may see it\n"
        "D/t.json: error: article 11 (not a locale): 'not a locale' is no language tag: use BCP "
        "47, such as en, zh-Hant or pt-BR\n");
}

/// The articles that `paths` hold, by "lang/id".
std::map<std::string, Article> ReadArticles(const std::string& path) {
  std::map<std::string, Article> articles;
  const readers::FoundFiles found = readers::FindFiles({path});
  readers::SourceJobs jobs(found.files);
  while (const auto job = jobs.Next()) {
    std::uint64_t bytes = 0;
    const auto read = readers::ReadSourceJob(*job, "", bytes);
    REQUIRE_MESSAGE(read.has_value(), read.error().message);
    articles[read->article.lang + "/" + read->article.family] = read->article;
  }
  return articles;
}

/// The name of its tag, such as "p" or "h2".
std::string TagOf(const text::MarkdownEvent& event) {
  using Node = text::MarkdownNode;
  static const std::map<Node, std::string> kTags = {
      {Node::kQuote, "blockquote"}, {Node::kList, "ul"},     {Node::kOrderedList, "ol"},
      {Node::kItem, "li"},          {Node::kTable, "table"}, {Node::kTableHead, "thead"},
      {Node::kTableBody, "tbody"},  {Node::kTableRow, "tr"}, {Node::kHeaderCell, "th"},
      {Node::kCell, "td"},          {Node::kEmphasis, "em"}, {Node::kStrong, "strong"},
      {Node::kStrike, "del"},       {Node::kParagraph, "p"}, {Node::kLink, "a"}};
  return event.node == Node::kHeading ? fmt::format("h{}", event.number) : kTags.at(event.node);
}

std::string HtmlEscaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    html += c == '<' ? "&lt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : std::string(1, c);
  }
  return html;
}

std::string HtmlOf(const Article& article) {
  using Part = text::MarkdownPart;
  const text::MarkdownDocument document(article.body);
  std::string html;
  for (const text::MarkdownEvent& event : document.Events()) {
    const std::string text = HtmlEscaped(document.Text(event));
    if (event.part == Part::kEnter && event.node == text::MarkdownNode::kLink) {
      html += "<a href=\"" + text + "\">";
    } else if (event.part == Part::kEnter) {
      html += "<" + TagOf(event) + ">";
    } else if (event.part == Part::kLeave) {
      html += "</" + TagOf(event) + ">";
    } else if (event.part == Part::kHardBreak) {
      html += "<br>";
    } else if (event.part == Part::kCodeBlock) {
      html += "<pre><code>" + text + "</code></pre>";
    } else if (event.part == Part::kCode) {
      html += "<code>" + text + "</code>";
    } else {
      html += event.part == Part::kSoftBreak ? "\n" : text;
    }
  }
  return html;
}

/// A Help Center with the articles of corpus/: the English ones by ten a page, the others as their
/// translations, in Zendesk's spelling of languages.
class HelpCenter {
 public:
  explicit HelpCenter(const std::map<std::string, Article>& articles) {
    std::string page;
    std::string translations;
    for (const auto& [key, article] : articles) {
      const auto id = ids_.emplace(article.family, 9000 + ids_.size()).first->second;
      if (article.lang == "en") {
        page += Separator(page) + ArticleJson(article, id);
        if (++count_ % 10 == 0) Flush(page);
      } else {
        translations += Separator(translations) +
                        fmt::format("{{\"source_id\":{},\"source_type\":\"Article\",{}}}", id,
                                    TextJson(article));
      }
    }
    Flush(page);
    folder.Write("translations.json", "{\"translations\":[" + translations + "]}");
    std::string sections;
    std::string categories;
    for (const auto& [product, id] : products_) {
      sections += Separator(sections) + fmt::format(
                                            "{{\"id\":{},\"category_id\":{},\"locale\":"
                                            "\"en-us\",\"name\":\"All of {}\"}}",
                                            id, id + 100, product);
      categories +=
          Separator(categories) +
          fmt::format("{{\"id\":{},\"locale\":\"en-us\",\"name\":\"{}\"}}", id + 100, product);
    }
    folder.Write("sections.json", "{\"sections\":[" + sections + "]}");
    folder.Write("categories.json", "{\"categories\":[" + categories + "]}");
  }

  Folder folder;
  std::map<std::string, std::size_t> ids_;

 private:
  static std::string Separator(const std::string& list) { return list.empty() ? "" : ",\n"; }

  static std::string Quoted(const std::string& text) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
    json.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    return buffer.GetString();
  }

  static std::string TextJson(const Article& article) {
    const std::map<std::string, std::string> locales = {
        {"en", "en-us"}, {"zh-Hans", "zh-cn"}, {"zh-Hant", "zh-tw"}, {"tl", "fil"}};
    const auto locale = locales.find(article.lang);
    return fmt::format(
        "\"locale\":\"{}\",\"title\":{},\"body\":{},\"draft\":{},\"updated_at\":\"{}T00:00:00Z\"",
        locale == locales.end() ? article.lang : locale->second, Quoted(article.title),
        Quoted(HtmlOf(article)), article.state != State::kPublished, article.updated);
  }

  std::string ArticleJson(const Article& article, std::size_t id) {
    const std::string product = article.products.empty() ? "Tamarind" : article.products.front();
    const std::size_t section = products_.emplace(product, 100 + products_.size()).first->second;
    return fmt::format(
        "{{\"id\":{},\"source_locale\":\"en-us\",\"section_id\":{},\"label_names\":[\"from-{}\"],"
        "\"user_segment_id\":{},{}}}",
        id, section, article.family, article.audience == Audience::kPublic ? "null" : "1",
        TextJson(article));
  }

  void Flush(std::string& page) {
    folder.Write(fmt::format("articles-{}.json", count_), "{\"articles\":[" + page + "]}");
    page.clear();
  }

  std::size_t count_ = 0;
  std::map<std::string, std::size_t> products_;
};

/// `text` with single spaces: those of a code span are not kept in HTML.
std::string Words(const std::string& text) {
  std::string words;
  for (const char c : text) {
    if (c != ' ' || !words.ends_with(' ')) words += c;
  }
  return words;
}

TEST_CASE("Zendesk: the articles of corpus/ come out of a Help Center as they went in") {
  const auto articles = ReadArticles(std::string(FUNNEL_SOURCE_DIR) + "/corpus");
  REQUIRE(articles.size() > 200);
  HelpCenter center(articles);
  const auto imported = ReadArticles(center.folder.path());
  CHECK(imported.size() == articles.size());
  for (const auto& entry : articles) {
    const Article& article = entry.second;
    CAPTURE(entry.first);
    const auto found =
        imported.find(fmt::format("{}/{}", article.lang, center.ids_.at(article.family)));
    REQUIRE(found != imported.end());
    const Article& copy = found->second;
    CHECK(copy.title == article.title);
    CHECK(Words(copy.text) == Words(article.text));
    CHECK(copy.state == article.state);
    CHECK(copy.audience ==
          (article.audience == Audience::kPublic ? Audience::kPublic : Audience::kInternal));
    CHECK(copy.updated == article.updated);
    CHECK(copy.tags.front() == "from-" + article.family);
    CHECK(copy.products.size() == 1);
    REQUIRE(copy.sections.size() == article.sections.size());
    for (std::size_t i = 0; i < copy.sections.size(); ++i) {
      CHECK(copy.sections[i].heading == article.sections[i].heading);
      CHECK(copy.sections[i].role == article.sections[i].role);
    }
  }
}

TEST_CASE("Zendesk: other JSON is skipped in folders and named when given") {
  const Folder folder;
  folder.Write("data.json", "[1,2,3]");
  folder.Write("deep.json", std::string(200'000, '['));
  folder.Write("not.json", "no JSON");
  CHECK(folder.Read(Line).empty());
  const readers::FoundFiles found = readers::FindFiles({folder.path() + "/data.json"});
  REQUIRE(found.errors.size() == 1);
  CHECK(found.errors[0] ==
        folder.path() +
            "/data.json: error: this JSON has no articles of a help desk; for articles of "
            "your own write one object a line into a .jsonl file");
}

TEST_CASE("Helpdesk: records of other help desks, and lists without a name") {
  const Folder folder;
  folder.Write("a-zendesk.json",
               R"([{"id":3600,"locale":"ja","title":"K","body":"<p>Hold <b>it</b></p>",
    "draft":false,"label_names":["x"],"url":"https://h.example/api/v2/articles/3600.json"},
    {"id":3601,"locale":"ja","title":"L","body":"y","draft":true}])");
  folder.Write("b-freshdesk.json",
               R"([{"id":1,"title":"F","description":"<h2>A</h2><p>b</p>","description_text":"A b",
    "status":2,"folder_id":5,"tags":["t"],"agent_id":7},
    {"id":2,"title":"G","description":"<p>c</p>","status":1,"folder_id":5},
    {"id":3,"title":"H","description":"<p>d</p>","status":2,"folder":{"visibility":3}}])");
  folder.Write("c-intercom.json",
               R"({"type":"list","data":[{"id":"9","type":"article","title":"I","body":"<p>e</p>",
    "state":"published","created_at":1600000000,"default_locale":"en","translated_content":
    {"type":"x","fr":{"title":"If","body":"<p>ef</p>","state":"draft"},"de":null}}]})");
  folder.Write("d-helpscout.json",
               R"({"articles":{"page":1,"items":[{"id":"4f","collectionId":"c","name":"J",
    "text":"<p>f</p>","status":"published","publicUrl":"https://d.example/article/1-j"},
    {"id":"50","collectionId":"c","name":"K","text":"<p>g</p>","status":"notpublished"}]}})");
  folder.Write("e-own.json",
               R"({"id":"own","title":"O","body":"*h*","lang":"en","audience":"internal"})");
  folder.Write("f-settings.json", R"([{"id":1,"name":"label","description":"no article"}])");
  CHECK(folder.Read(Line) ==
        "3600/3600/ja published,public K <Hold it> #x\n"
        "3601/3601/ja draft,public L <y>\n"
        "1/1/en published,public F <A\nb> #t\n"
        "2/2/en draft,public G <c>\n"
        "3/3/en published,internal H <d>\n"
        "9/9/en published,public I <e>\n"
        "9/9/fr draft,public If <ef>\n"
        "4f/4f/en published,public J <f>\n"
        "50/50/en draft,public K <g>\n"
        "own/own/en published,internal O <h>\n");
  const readers::FoundFiles found = readers::FindFiles({folder.path()});
  CHECK(found.unread.size() == 1);
  CHECK_FALSE(found.unread_articles);
}

}  // namespace
}  // namespace funnel
