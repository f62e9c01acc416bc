// SPDX-License-Identifier: GPL-2.0-or-later
// Tables of articles.
#include "indexer/readers/csv_table.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "indexer/readers/unread_files.h"
#include "tests/support/source_folder.h"

namespace funnel {
namespace {

/// "id/lang state,audience title <text> #tag (product) url updated key=value".
std::string Print(const Article& a) {
  std::string line = fmt::format("{}/{} {},{} {} <{}>", a.id, a.lang, Name(a.state),
                                 Name(a.audience), a.title, a.text);
  for (const std::string& tag : a.tags) line += " #" + tag;
  for (const std::string& product : a.products) line += " (" + product + ")";
  for (const std::string& text : {a.summary, a.url, a.created, a.updated}) {
    if (!text.empty()) line += " " + text;
  }
  for (const auto& [key, value] : a.extra) line += " " + key + "=" + value;
  return line;
}

std::string Read(const std::string& table, const std::string& name = "faq.csv") {
  const testing::SourceFolder folder;
  folder.Write(name, table);
  return folder.Read(Print);
}

TEST_CASE("CsvTable: separators, quotation marks and ends of lines") {
  struct Case {
    const char* table;
    const char* read;
  };
  constexpr const char* kBoth = "1/en published,public A <x, y>\n2/en published,public B <z>\n";
  for (const Case& row : {
           Case{"id,title,body,lang\n1,A,\"x, y\",en\n2,B,z,en\n", kBoth},
           Case{"\xEF\xBB\xBFid;title;body;lang\r\n1;A;x, y;en\r\n2;B;z;en", kBoth},
           Case{"id\ttitle\tbody\tlang\r1\tA\tx, y\ten\r2\tB\tz\ten\r", kBoth},
           Case{"sep=|\nid|title|body|lang\n1|A|x, y|en\n\n2|B|z|en\n", kBoth},
           Case{"id,title,body,lang\n1,A,\"x, y\",en,,\n2,B,z,en\n", kBoth},
           Case{"id,title,body,lang\n1,A,\"one\r\ntwo \"\"2\"\" three\",en\n",
                "1/en published,public A <one\ntwo \"2\" three>\n"},
           Case{"id,title,body,lang\n1,A,a 5\" disk,en\n2,B,\"a 5\" disk\",en\n",
                "1/en published,public A <a 5\" disk>\n2/en published,public B <a 5\" disk>\n"},
           Case{"title,body\n", ""},
           Case{"id,,title,body,lang,caf\xE9\n1,x,A,y,en,z\n",
                "1/en published,public A <y> caf\xEF\xBF\xBD=\"z\"\n"},
       }) {
    CAPTURE(row.table);
    CHECK(Read(row.table) == row.read);
  }
}

TEST_CASE("CsvTable: columns by the names that people give them") {
  struct Case {
    const char* table;
    const char* read;
  };
  for (const Case& row : {
           Case{"Article ID;Subject;Content;Language;Tags;Product;Last Modified;Link\n"
                "7;A;x;de;a, b|c;P;2024-01-05;https://x.org/a\n",
                "7/de published,public A <x> #a #b #c (P) https://x.org/a 2024-01-05\n"},
           Case{"question,answer,lang\nHow do I pay?,By card.,en\n",
                "faq/how-do-i-pay/en published,public How do I pay? <By card.>\n"},
           Case{"title,question,answer,lang\nPay,How?,By card.,en\n",
                "faq/pay/en published,public Pay <By card.>\n"},
           Case{"題名,title,body,locale\n一,紙が詰まる,電源を切ります。,ja\n",
                "faq/紙が詰まる/ja published,public 紙が詰まる <電源を切ります。> 題名=\"一\"\n"},
           Case{"id,name,description,lang\n1,A,x,en\n", "1/en published,public A <x>\n"},
           Case{"id,title,description,text,lang\n1,A,short,long,en\n",
                "1/en published,public A <long> short\n"},
           Case{"id,title,body,lang,colour,keywords\n1,A,x,en,blue,k1;k2\n",
                "1/en published,public A <x> #k1 #k2 colour=\"blue\"\n"},
           // The body: HTML, Markdown, plain text.
           Case{"id,title,body,lang\n1,A,<p>x &amp; <b>y</b></p>,en\n2,B,\"- *x*\n- y\",en\n"
                "3,C,2*3*4,en\n",
                "1/en published,public A <x & y>\n2/en published,public B <x\ny>\n"
                "3/en published,public C <2*3*4>\n"},
       }) {
    CAPTURE(row.table);
    CHECK(Read(row.table) == row.read);
  }
}

TEST_CASE("CsvTable: who may see an article, as in lines of JSON") {
  CHECK(Read("id,title,body,lang,Status,audience,is_private\n"
             "1,A,x,en,draft,public,no\n"
             "2,B,x,en,published,internal,no\n"
             "3,C,x,en,published,public,yes\n"
             "4,D,x,en,open,public,no\n"
             "5,E,x,en,published,,no\n"
             "6,F,x,en,published,everybody else,no\n") ==
        "1/en draft,public A <x>\n"
        "2/en published,internal B <x> Status=\"published\"\n"
        "3/en published,internal C <x> Status=\"published\"\n"
        "D/faq.csv:4: warning: 'audience: public' is contradicted by another key: the article is "
        "for internal readers; remove one of them\n"
        "D/faq.csv:5: error: 'Status: open' does not say whether the article is published; write "
        "state: draft, state: published or state: archived in its place or beside it\n"
        "D/faq.csv:6: error: 'audience' is empty; write audience: public, partner or internal, or "
        "no such key\n"
        "D/faq.csv:7: error: unknown audience 'everybody else': use public, partner or internal\n");
  CHECK(Read("id,title,body,lang,visibilty\n1,A,x,en,private\n").find(": error: ") !=
        std::string::npos);
  // Tickets are cases.
  CHECK(Read("id,subject,description,comments,status,language\n9,A,x,y,closed,en\n") ==
        "9/en published,internal A <x\n\ny>\n");
}

TEST_CASE("CsvTable: bad rows are named, the others are read") {
  CHECK(Read("id,title,body,lang\n1,A,\"x\ny\",en\n2,B,x,en,z\n3,C,caf\xE9,en\n4,D,x,qq\n5,E,x,en\n"
             "6,F,\"x,en\n7,G,x,en\n") ==
        "1/en published,public A <x\ny>\n"
        "D/faq.csv:4: error: has 5 cells, but the first line 4; put quotation marks around cells "
        "that hold a separator or a line break\n"
        "D/faq.csv:5: error: is not UTF-8; save the table as \"CSV UTF-8\"\n"
        "D/faq.csv:6: error: 'qq' is no language tag: use BCP 47, such as en, zh-Hant or pt-BR\n"
        "5/en published,public E <x>\n"
        "D/faq.csv:8: error: a quotation mark is not closed; close it\n");
}

TEST_CASE("CsvTable: a table without titles and bodies is not read, and named") {
  const testing::SourceFolder folder;
  for (const char* table : {"a,b\n1,2\n", "title,price\nx,2\n", "name,description\nx,y\n", "", "\n",
                            "\"title,body\n"}) {
    CAPTURE(table);
    folder.Write("data.csv", table);
    const readers::FoundFiles found = readers::FindFiles({folder.path()});
    CHECK(found.files.empty());
    CHECK(found.errors.empty());
    CHECK_FALSE(found.unread_articles);
    CHECK(found.unread == std::vector<std::string>{folder.path() + "/data.csv"});
    const readers::FoundFiles named = readers::FindFiles({folder.path() + "/data.csv"});
    CHECK(named.errors ==
          std::vector<std::string>{
              folder.path() + "/data.csv: error: not read: no columns for the title and the text "
                              "of articles; name them title and body in the first line"});
  }
  CHECK(readers::UnreadSummary({"a.csv", "b.tsv", "c.rst"}) ==
        "3 files were not read: 1 .csv, 1 .rst, 1 .tsv; convert what are articles, as README.md "
        "says; where a.csv, b.tsv have articles, name the columns title and body in the first "
        "line");
}

TEST_CASE("CsvTable: a row without end is given up") {
  std::string table = "id,title,body,lang\n1,A,\"";
  table.append(readers::kMaxArticleBytes + 100, 'x');
  CHECK(Read(table) ==
        "D/faq.csv:2: error: the row is longer than 16 MiB; is a quotation mark not closed?\n");
}

}  // namespace
}  // namespace funnel
