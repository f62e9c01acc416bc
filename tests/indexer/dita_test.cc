// SPDX-License-Identifier: GPL-2.0-or-later
// Topics of DITA.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "indexer/readers/dita_reader.h"
#include "indexer/readers/file_finder.h"
#include "tests/support/source_folder.h"

namespace funnel {
namespace {

/// The article in the topic "kb/a.dita", or what is wrong with it.
Result<readers::ReadArticle> Read(const std::string& xml) {
  const readers::SourceFile file{"kb/a.dita", "kb/a.dita", "a", readers::SourceKind::kDita, 0};
  return readers::ReadDitaArticle(xml, file, "");
}

/// The body, or what is wrong; warnings behind it.
std::string Body(const std::string& xml) {
  const auto read = Read(xml);
  if (!read) return read.error().message;
  std::string body = read->article.body;
  while (body.ends_with('\n')) body.pop_back();
  for (const std::string& warning : read->warnings) body += "\n" + warning;
  return body;
}

/// The body of an English topic that has `content`.
std::string BodyOf(const std::string& content) {
  return Body("<topic id='t' xml:lang='en'><title>T</title><body>" + content + "</body></topic>");
}

TEST_CASE("DitaReader: what a topic says of itself") {
  const auto read = Read(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<!DOCTYPE concept PUBLIC \"-//OASIS//DTD DITA Concept//EN\" \"concept.dtd\" []>\n"
      "<concept id=\"print\" xml:lang=\"zh-TW\"><title>列印 <ph>佇列</ph></title>"
      "<titlealts><navtitle>別名</navtitle></titlealts><shortdesc>卡住的\n 工作。</shortdesc>"
      "<prolog><author>Eve</author><critdates><created date=\"2023-01-02\"/>"
      "<revised modified=\"2024-05-06\"/><revised modified=\"2023-05-06\"/></critdates><metadata>"
      "<keywords><keyword>佇列</keyword><indexterm>列印<indexterm>清除</indexterm>"
      "<index-see>別處</index-see></indexterm></keywords><prodinfo><prodname>印表機</prodname>"
      "<vrmlist><vrm version=\"2.1\"/></vrmlist></prodinfo></metadata></prolog>"
      "<conbody><section id=\"s\"><title>症狀</title><p>錯誤 0x80070005</p></section></conbody>"
      "</concept>");
  REQUIRE(read.has_value());
  const Article& article = read->article;
  CHECK(article.id == "a");
  CHECK(article.lang == "zh-Hant");
  CHECK(article.title == "列印 佇列");
  CHECK(article.summary == "卡住的 工作。");
  CHECK(article.body == "卡住的工作。\n\n## 症狀 {#s}\n\n錯誤 0x80070005\n");
  CHECK(fmt::format("{}", fmt::join(article.tags, "|")) == "佇列|列印|清除");
  CHECK(fmt::format("{}", fmt::join(article.products, "|")) == "印表機");
  CHECK(fmt::format("{}", fmt::join(article.versions, "|")) == "2.1");
  CHECK(article.created + " " + article.updated == "2023-01-02 2024-05-06");
  CHECK(article.audience == Audience::kPublic);
  REQUIRE(article.sections.size() == 2);
  CHECK(article.sections[1].role == SectionRole::kSymptoms);
  CHECK(article.error_codes.size() == 1);
  CHECK(article.authors.empty());
  CHECK(read->warnings.empty());
}

TEST_CASE("DitaReader: what stands in a topic") {
  const struct {
    const char* content;
    const char* body;
  } kRows[] = {
      {"<p>Press <uicontrol>OK</uicontrol>, <b>now</b> or <i>soon</i>.</p>",
       "Press **OK**, **now** or *soon*."},
      {"<p><menucascade><uicontrol>File</uicontrol> <uicontrol>Open</uicontrol></menucascade></p>",
       "**File** > **Open**"},
      {"<p>Run <cmdname>ls</cmdname> in <filepath>/tmp</filepath>, not <xmlelement>p</xmlelement> "
       "or <xmlatt>id</xmlatt></p>",
       "Run `ls` in `/tmp`, not `<p>` or `@id`"},
      {"<p>A<fn>B</fn> <tm tmtype='reg'>C</tm> <q>D</q></p>", "A (B) C \"D\""},
      {"<ul><li>a</li><li><p>b</p></li></ul><sl><sli>c</sli></sl>", "- a\n- b\n\n* c"},
      {"<dl><dlentry><dt>a</dt><dd>b</dd></dlentry></dl>", "**a**\n\nb"},
      {"<p>a<ul><li>b</li></ul>c</p>", "a\n\n- b\n\nc"},
      {"<codeblock outputclass='language-sh'>a &lt;b\n  <b>c</b></codeblock>",
       "```sh\na <b\n  c\n```"},
      {"<lines>a\nb</lines>", "a\\\nb"},
      {"<note>a</note><note type='caution'><p>b</p></note>", "> a\n\n> **Caution**\n>\n> b"},
      {"<note type='other' othertype='Aviso'>a</note>", "> **Aviso**\n>\n> a"},
      {"<section><title>A <codeph>b</codeph></title>c</section><example>d</example>",
       "## A b\n\nc\n\nd"},
      {"<fig><title>A</title><image href='a.png'><alt>B</alt></image></fig>",
       "**A**\n\n![B](a.png)"},
      {"<simpletable><sthead><stentry>a</stentry><stentry>b</stentry></sthead><strow><stentry>c"
       "</stentry><stentry>d</stentry></strow></simpletable>",
       "| a | b |\n| --- | --- |\n| c | d |"},
      {"<table><title>T</title><tgroup cols='2'><colspec colname='x'/><colspec colname='y'/><thead>"
       "<row><entry>a</entry><entry>b</entry></row></thead><tbody><row><entry namest='x' "
       "nameend='y'>c</entry></row></tbody></tgroup></table>",
       "**T**\n\n| a | b |\n| --- | --- |\n| c | |"},
      {"<p><xref href='b/c-d.dita#t/e'>x</xref> <xref href='b/c-d.dita'/> "
       "<xref href='https://x.org/' scope='external'>y</xref> <xref href='m.ditamap'>z</xref></p>",
       "[x](b/c-d.dita#e) [c d](b/c-d.dita) [y](https://x.org/) z"},
      {"<p><xref href='#t/x1'/> <xref href='#./x1'>x</xref> <xref href='#t'>y</xref></p>"
       "<section id='x1'><title>S</title>z</section>",
       "[S](a.dita#x1) [x](a.dita#x1) y\n\n## S {#x1}\n\nz"},
      {"<p>a<draft-comment>b</draft-comment><required-cleanup>c</required-cleanup><data>d</data>"
       "<foreign>e</foreign><unknown>f</unknown><indexterm>g</indexterm><!-- h --><?i j?></p>",
       "a"},
      {"<p audience='user'>a</p><p audience='internal'>b</p><p props='audience(staff)'>c</p>"
       "<p status='deleted'>d</p><p otherprops='hide'>e</p>",
       "a\nkb/a.dita:1: warning: 2 elements were left out, the first here, which not all readers "
       "of "
       "the article may see"},
      {"<p id='p'>a</p><p conref='#t/p'/><p conref='a.dita#./p'/>", "a\n\na\n\na"},
      {"<p>a</p>\n<p conref='b.dita#t/p'/><p>b <ph keyref='k'/></p>",
       "a\n\nb\nkb/a.dita:2: warning: 2 references were left out, the first here, to what a key or "
       "another file has (keyref, conref); write its text in its place"},
      {"<p id='p'>a <ph conref='#t/p'/></p>",
       "a\nkb/a.dita:1: warning: 1 reference was left out, the first here, to what a key or "
       "another "
       "file has (keyref, conref); write its text in its place"},
      {"<gadget class='- topic/p gadget/gadget '>a</gadget><odd>b</odd><p>c <odd>d</odd></p>",
       "a\n\nb\n\nc d"},
      {"<p>x &lt;b&gt; # *y*</p>", "x \\<b> # \\*y\\*"},
      {"<p><xref href='javascript:alert(1)'>x</xref></p>", "x"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.content);
    CHECK(BodyOf(row.content) == row.body);
  }
}

TEST_CASE("DitaReader: the kinds of topics") {
  const struct {
    const char* xml;
    const char* body;
  } kRows[] = {
      {"<task id='t'><title>T</title><taskbody><prereq>Ask first.</prereq><context>Why.</context>"
       "<steps><step><cmd>Press it.</cmd><info>Twice.</info></step><stepsection>Then:"
       "</stepsection><step><cmd>Wait</cmd><choices><choice>a</choice><choice>b</choice></choices>"
       "</step></steps><result>Done.</result></taskbody></task>",
       "Ask first.\n\nWhy.\n\n1. Press it.\n\n   Twice.\n\nThen:\n\n2. Wait\n   - a\n   - b\n\n"
       "Done."},
      {"<troubleshooting id='t' xml:lang='th'><title>เครื่องพิมพ์</title><troublebody><condition>"
       "<p>งานค้าง</p></condition><troubleSolution><cause><p>คิวเต็ม</p></cause><remedy><title>ล้าง"
       "</title><steps><step><cmd>ล้างคิว</cmd></step></steps></remedy></troubleSolution>"
       "</troublebody></troubleshooting>",
       "## อาการ\n\nงานค้าง\n\n## สาเหตุ\n\nคิวเต็ม\n\n## วิธีแก้ไข\n\n**ล้าง**\n\n1. ล้างคิว"},
      {"<troubleshooting id='t' xml:lang='ja'><title>印刷</title><troublebody><condition>"
       "印刷できません</condition></troublebody></troubleshooting>",
       "## 現象\n\n印刷できません"},
      {"<troubleshooting id='t' xml:lang='vi'><title>Máy in</title><troublebody><troubleSolution>"
       "<cause>Hết giấy trong khay của máy in</cause></troubleSolution></troublebody>"
       "</troubleshooting>",
       "## Nguyên nhân\n\nHết giấy trong khay của máy in"},
      {"<glossentry id='g' xml:lang='ko'><glossterm>대기열</glossterm><glossdef>인쇄를 기다리는 "
       "작업"
       "</glossdef></glossentry>",
       "인쇄를 기다리는 작업"},
      {"<reference id='r' xml:lang='hi'><title>आदेश</title><refbody><properties><property><proptype>"
       "क</proptype><propvalue>ख</propvalue></property></properties></refbody></reference>",
       "| क | ख |\n| --- | --- |"},
      {"<dita><topic id='a'><title>A</title><body>1</body></topic><topic id='b'><title>B</title>"
       "<body>2<section><title>C</title>3</section></body></topic></dita>",
       "1\n\n## B\n\n2\n\n### C\n\n3"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.xml);
    CHECK(Body(row.xml) == row.body);
  }
}

TEST_CASE("DitaReader: what is not for all stays so") {
  const struct {
    const char* attributes;
    const char* prolog;
    const char* seen;
  } kRows[] = {
      {"", "", "published public"},
      {"", "<permissions view='all'/>", "published public"},
      {"", "<permissions view='entitled'/>", "published partner"},
      {"", "<permissions view='internal'/>", "published internal"},
      {"", "<permissions view='classified'/>", "published internal"},
      {"", "<permissions view='wibble'/>", "published internal"},
      {"", "<audience type='user'/><audience type='administrator'/>", "published public"},
      {"", "<metadata><audience type='internal'/></metadata>", "published internal"},
      {"", "<audience type='other' othertype='wibble'/>", "published internal"},
      {"audience='internal'", "", "published internal"},
      {"audience='partner'", "", "published partner"},
      {"props='draft'", "", "draft public"},
      {"status='deleted'", "", "draft public"},
      {"", "<metadata><othermeta name='audience' content='internal'/></metadata>",
       "published internal"},
      {"", "<critdates><revised modified='2020-01-01' expiry='2021-01-01'/></critdates>",
       "archived public"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.attributes);
    CAPTURE(row.prolog);
    const auto read =
        Read(fmt::format("<topic id='t' {}><title>T</title><prolog>{}</prolog><body>"
                         "text</body></topic>",
                         row.attributes, row.prolog));
    REQUIRE(read.has_value());
    CHECK(fmt::format("{} {}", Name(read->article.state), Name(read->article.audience)) ==
          row.seen);
  }
  const auto inner = Read(
      "<topic id='t'><title>T</title><body>seen</body><topic id='u'><title>U</title><prolog>"
      "<permissions view='internal'/></prolog><body>secret</body></topic></topic>");
  REQUIRE(inner.has_value());
  CHECK(inner->article.text == "seen");
}

TEST_CASE("DitaReader: what is no topic is one line") {
  const struct {
    std::string xml;
    const char* error;
  } kRows[] = {
      {"<topic id='t'>\n<title>T</topic>",
       "kb/a.dita:2: error: no XML here (Opening and ending tag mismatch: title line 2 and topic); "
       "correct it"},
      {"", "kb/a.dita:1: error: no XML here (Document is empty); correct it"},
      {"# Markdown",
       "kb/a.dita:1: error: no XML here (Start tag expected, '<' not found); correct it"},
      {"<map><title>M</title></map>",
       "kb/a.dita:1: error: the root element <map> is no topic of DITA; only topics are read"},
      {"<dita/>", "kb/a.dita:1: error: <dita> without a topic; add one or remove the file"},
      {"<!DOCTYPE topic [\n<!ENTITY x SYSTEM \"file:///etc/passwd\">]><topic id='t'><title>&x;"
       "</title></topic>",
       "kb/a.dita:2: error: declares entities, which are not read; write their text in their "
       "place"},
      {"<!DOCTYPE topic [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/x.dtd\"> %x;]><topic/>",
       "kb/a.dita:1: error: declares entities, which are not read; write their text in their "
       "place"},
  };
  for (const auto& row : kRows) {
    CAPTURE(row.xml);
    const auto read = Read(row.xml);
    REQUIRE(!read.has_value());
    CHECK(read.error().message == row.error);
  }
}

TEST_CASE("DitaReader: hostile topics end") {
  std::string deep, bomb = "<topic id='t'><title>T</title><body><p id='p0'>x</p>";
  for (int i = 0; i < 100'000; ++i) deep += "<ph>";
  CHECK(BodyOf(deep).find("error: no XML here") != std::string::npos);
  for (int i = 1; i < 15; ++i) {
    bomb += fmt::format("<p id='p{}'>", i);
    for (int k = 0; k < 10; ++k) bomb += fmt::format("<ph conref='#t/p{}'/>", i - 1);
    bomb += "</p>";
  }
  CHECK(Body(bomb + "</body></topic>").find("is too long; split the topic") != std::string::npos);
  std::string wide(3'000'000, '<');
  CHECK(Body(wide).find("more than a million elements") != std::string::npos);
}

TEST_CASE("DitaReader: topics of a folder, and no maps") {
  const testing::SourceFolder folder;
  folder.Write("en/a.dita", "<topic id='x'><title>Print</title><body>The printer.</body></topic>");
  folder.Write("ja/a.DITA", "<topic id='x'><title>印刷</title><body>印刷します。</body></topic>");
  folder.Write("all.ditamap", "<map><topicref href='en/a.dita'/></map>");
  CHECK(folder.Read([](const Article& a) {
    return fmt::format("{}/{}/{} {}", a.id, a.family, a.lang, a.title);
  }) == "en/a/a/en Print\nja/a/a/ja 印刷\n");
  const auto found = readers::FindFiles({folder.path()});
  CHECK(found.unread.empty());
  const std::string map = folder.path() + "/all.ditamap";
  CHECK(readers::FindFiles({map}).errors ==
        std::vector<std::string>{map + ": error: a map of DITA has no text of its own; name the "
                                       "folder of its topics (.dita)"});
}

}  // namespace
}  // namespace funnel
