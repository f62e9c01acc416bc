// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/curation/curation_rules.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <string>
#include <vector>

#include "funnel/article.h"
#include "indexer/store/curation/curation.h"
#include "tests/support/temp_dir.h"

namespace funnel::store {
namespace {

std::string Date(const std::optional<std::chrono::sys_days>& date) {
  if (!date) return "?";
  const std::chrono::year_month_day ymd(*date);
  return fmt::format("{}-{}-{}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

std::string Names(const std::vector<store::CurationPhrase>& names) {
  std::string text;
  for (const store::CurationPhrase& name : names) text += (text.empty() ? "" : "|") + name.text;
  return text;
}

/// The rules or, where there are mistakes, these; one line each.
std::string Print(std::vector<store::CurationProblem> problems,
                  const std::vector<std::string>& rules) {
  std::string text;
  for (const store::CurationProblem& problem : problems) {
    text += fmt::format("{}:{}: {}\n", problem.line, problem.column, problem.message);
  }
  for (const std::string& rule : rules) text += rule + "\n";
  if (!text.empty()) text.pop_back();
  return text;
}

std::string Synonyms(std::string_view file) {
  std::vector<store::CurationProblem> problems;
  std::vector<std::string> lines;
  for (const store::SynonymRule& rule : ReadSynonyms(file, problems)) {
    lines.push_back(
        fmt::format("[{}] {} => {}", rule.lang.text, Names(rule.names), Names(rule.means)));
  }
  return Print(problems, lines);
}

std::string Pins(std::string_view file) {
  std::vector<store::CurationProblem> problems;
  std::vector<std::string> lines;
  for (const store::PinRule& rule : store::ReadPins(file, problems)) {
    lines.push_back(fmt::format("[{}] {} {} -> {} {} {}", rule.lang.text, rule.exact ? "=" : "~",
                                rule.phrase.text, rule.article.text, Date(rule.from),
                                Date(rule.to)));
  }
  return Print(problems, lines);
}

std::string Blocked(std::string_view file) {
  std::vector<store::CurationProblem> problems;
  std::vector<std::string> lines;
  for (const store::BlockedRule& rule : ReadBlocked(file, problems))
    lines.push_back(rule.phrase.text);
  return Print(problems, lines);
}

std::string GlossaryOf(std::string_view file) {
  std::vector<store::CurationProblem> problems;
  const store::GlossaryRules glossary = store::ReadGlossaryRules(file, problems);
  std::vector<std::string> lines;
  if (!glossary.langs.empty()) lines.push_back(Names(glossary.langs));
  for (const store::GlossaryRule& rule : glossary.rules) {
    std::string line;
    for (const auto& names : rule.names) line += "<" + Names(names) + ">";
    lines.push_back(line);
  }
  return Print(problems, lines);
}

struct Row {
  std::string file;
  std::string expected;
};

TEST_CASE("ReadSynonyms: rules and mistakes") {
  const Row rows[] = {
      {"", ""},
      {"\xEF\xBB\xBF# comment\r\n\r\n  [en]  Notebook ,laptop \r\n", "[en] Notebook|laptop => "},
      {"[*] TP2203 => spooler stuck", "[] TP2203 => spooler stuck"},
      {"a, b => c, d", "[] a|b => c|d"},
      {"[zh-TW] 筆電，手提電腦、筆記型電腦", "[zh-Hant] 筆電|手提電腦|筆記型電腦 => "},
      {"C#, C sharp", "[] C#|C sharp => "},
      {"[en] one",
       "1:6: one name only; write 'notebook, laptop' where each stands for the other, or "
       "'notebook => laptop'"},
      {"a, , b", "1:3: a name is empty; write it, or take out what stands around it"},
      {"a =>", "1:5: a name is empty; write it, or take out what stands around it"},
      {"=> b", "1:1: a name is empty; write it, or take out what stands around it"},
      {"a => b => c", "1:8: a second '=>'; make two rules of it"},
      {"a -> b", "1:3: '->' is the arrow of pins; write '=>' between synonyms"},
      {"[en a, b", "1:1: no ']' behind the language; write it as in '[en]', or '[*]' for all"},
      {"[e n] a, b",
       "1:2: 'e n' is no language tag: use BCP 47, such as en, zh-Hant or pt-BR, or * for all"},
      {"a, b\nx\xFFy, z\nc, d", "2:2: not UTF-8; save the file as UTF-8\n[] a|b => \n[] c|d => "},
      {"a, \xED\xA0\x80", "1:4: not UTF-8; save the file as UTF-8"},
      {"a, \x07\xFF", "1:4: a control character; take it out"},
      {"a, \xFF\x07", "1:4: not UTF-8; save the file as UTF-8"},
      {"\xE2\x80\x83"
       "a,\xE2\x80\xAF"
       "b\xE2\x80\x89",
       "[] a|b => "},
      {std::string("a, b\0c", 6), "1:5: a control character; take it out"},
      {"a, b\x1B[2J", "1:5: a control character; take it out"},
      {"a, \xC2\x9B b", "1:4: a control character; take it out"},
      {"\xFF\xFE", "1:1: UTF-16, which is not read here; save the file as UTF-8"},
      {std::string(5000, 'a') + ", b",
       "1:1: a line of 5003 bytes, at most 4096 are read; make several rules of it"},
      {std::string(301, 'a') + ", b",
       "1:1: a name has 301 bytes, at most 300 are read; shorten it"},
      {"a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q",
       "1:1: 17 names in one place, at most 16 are read; make several rules of it"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.file);
    CHECK(Synonyms(row.file) == row.expected);
  }
}

TEST_CASE("ReadPins: rules and mistakes") {
  const Row rows[] = {
      {"\"cannot print\" -> print-queue-stuck", "[] ~ cannot print -> print-queue-stuck ? ?"},
      {"[en] = how do I print -> a/b from 2026-01-01 to 2026-02-01",
       "[en] = how do I print -> a/b 2026-1-1 2026-2-1"},
      {"= a -> b -> c to 2024-02-29", "[] = a -> b -> c ? 2024-2-29"},
      {"“印刷できない”->x from 2026-01-01", "[] ~ 印刷できない -> x 2026-1-1 ?"},
      {"\"a\" -> \"my own id\"", "[] ~ a -> my own id ? ?"},
      {"\"a\" => b", "1:5: '=>' is the arrow of synonyms; write '->' in front of the article"},
      {"\"a\" b", "1:5: no '->' behind the question; write '-> ' and the id of the article"},
      {"a -> b",
       "1:1: neither a phrase nor a question; begin with \"a phrase\" in quotation marks or with = "
       "and a whole question"},
      {"\"a -> b",
       "1:1: neither a phrase nor a question; begin with \"a phrase\" in quotation marks or with = "
       "and a whole question"},
      {"\"\" -> b", "1:2: the phrase is empty; write it, or take out what stands around it"},
      {"= -> b", "1:2: the question is empty; write it, or take out what stands around it"},
      {"\"a\" ->", "1:7: no article; write its id behind '->'"},
      {"\"a\" -> from 2026-01-01", "1:8: no article; write its id behind '->'"},
      {"\"a\" -> b from 2026-02-30", "1:15: '2026-02-30' is no date; write it as 2026-01-31"},
      {"\"a\" -> b from 1.2.2026", "1:15: '1.2.2026' is no date; write it as 2026-01-31"},
      {"\"a\" -> b to", "1:10: '' is no date; write it as 2026-01-31"},
      {"\"a\" -> b from 2026-02-02 to 2026-02-01",
       "1:29: the last day lies before the first; exchange the dates"},
      {"\"a\" -> b to 2026-02-02 to 2026-02-01", "1:24: a second 'to'; leave one"},
      {"\"a\" -> b c",
       "1:10: 'c' behind the article; only 'from 2026-01-31' and 'to 2026-02-28' may stand there, "
       "and an id with spaces needs quotation marks"},
      {"\"a\" -> " + std::string(kMaxIdBytes, 'i'),
       "[] ~ a -> " + std::string(kMaxIdBytes, 'i') + " ? ?"},
      {"\"a\" -> " + std::string(kMaxIdBytes + 1, 'i'),
       "1:8: an id of 256 bytes; no article has more than 255"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.file);
    CHECK(Pins(row.file) == row.expected);
  }
}

TEST_CASE("ReadBlocked, ReadGlossary: rules and mistakes") {
  CHECK(Blocked("# no\n  some phrase \n\xE3\x80\x80次\n") == "some phrase\n次");
  const Row rows[] = {
      {"# nothing\n", ""},
      {"en : zh-CN : ja\nprinter driver : 打印机驱动程序 : プリンター ドライバー|ドライバ\n",
       "en|zh-Hans|ja\n<printer driver><打印机驱动程序><プリンター ドライバー|ドライバ>"},
      {"en\tth\tja\n\tคิว\tキュー\nqueue\t\tキュー\n",
       "en|th|ja\n<><คิว><キュー>\n<queue><><キュー>"},
      {"en : th\na : b : c",
       "2:8: 3 places for 2 languages; take out the colons that are too many\nen|th"},
      {"en : th\na :", "2:1: a term in one language only; add its name in another\nen|th"},
      {"en : th\na : b |",
       "2:8: a name is empty; write it, or take out what stands around it\nen|th"},
      {"en : EN", "1:6: 'en' stands here twice; give each language one place"},
      {"en",
       "1:1: the first line must name 2 to 64 languages, with tabs or colons between, as in 'en : "
       "th'"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.file);
    CHECK(GlossaryOf(row.file) == row.expected);
  }
}

TEST_CASE("CurationLines: bounded") {
  std::string many;
  for (int i = 0; i < 10'002; ++i) many += "a\n";
  std::vector<store::CurationProblem> problems;
  CHECK(ReadBlocked(many, problems).size() == store::kMostCurationRules);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].message == "more than 10000 rules; take some out");
  problems.clear();
  CHECK(ReadSynonyms(many, problems).empty());
  CHECK(problems.size() == 100);
  CHECK(problems.back().message == "there are more mistakes; correct those above first");
  problems.clear();
  CHECK(ReadBlocked(std::string(store::kMaxCurationBytes + 1, 'a'), problems).empty());
  CHECK(problems.size() == 1);
}

TEST_CASE("WriteCuration: replaces, removes, and changes the stamp") {
  const testing::TempDir dir;
  const store::FileStamp none = store::StampOfCuration(dir.path());
  CHECK(none == store::FileStamp());
  CHECK(store::ReadCuration(dir.path()).empty());
  store::WriteCuration(dir.path(),
                       {{store::CurationKind::kPins, "a"}, {store::CurationKind::kBlocked, "b"}});
  const store::FileStamp first = store::StampOfCuration(dir.path());
  CHECK(first != none);
  CHECK(store::ReadCuration(dir.path()).at(store::CurationKind::kPins) == "a");
  store::WriteCuration(dir.path(), {});
  CHECK(store::StampOfCuration(dir.path()) == first);
  store::WriteCuration(dir.path(), {{store::CurationKind::kPins, std::nullopt},
                                    {store::CurationKind::kBlocked, "c"}});
  CHECK(store::StampOfCuration(dir.path()) != first);
  CHECK(store::ReadCuration(dir.path()) ==
        store::CurationFiles{{store::CurationKind::kBlocked, "c"}});
}

}  // namespace
}  // namespace funnel::store
