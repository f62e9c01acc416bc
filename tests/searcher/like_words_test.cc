// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/like_words.h"

#include <doctest/doctest.h>

#include <string>

#include "funnel/searcher.h"
#include "tests/support/articles.h"
#include "tests/support/searching.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace {

using testing::Ask;
using testing::Ids;
using testing::MakeArticle;
using testing::OpenBase;
using testing::TempDir;

TEST_CASE("Like words: what an article says in place of a word that the base does not have") {
  const TempDir dir;
  testing::Publish(
      dir.path(),
      {MakeArticle("driver", "de", "Grafiktreiber", "Der Grafiktreiber stürzt ab."),
       MakeArticle("account", "de", "Konto", "Das Konto ist gesperrt."),
       MakeArticle("sync", "de", "Synchronisierung", "Die Synchronisierung steht."),
       MakeArticle("auth", "en", "Authenticator", "The authenticator shows a number."),
       MakeArticle("login", "en", "Sign in", "Signing in takes long."),
       MakeArticle("print", "vi", "Máy in", "Máy in không in được."),
       MakeArticle("hi-install", "hi", "प्रिंटर इंस्टॉलेशन", "प्रिंटर इंस्टॉलेशन रुक जाता है।"),
       MakeArticle("hi-other", "hi", "खाता", "खाता बंद है।"),
       MakeArticle("ru-install", "ru", "Переустановка", "Переустановка программы не идет."),
       MakeArticle("ru-other", "ru", "Почта", "Почта не приходит.")});
  Searcher searcher = OpenBase(dir);
  const struct {
    std::string query, lang, first;
  } rows[] = {
      {"Treiber", "de", "driver"},  // the end of a compound
      {"Grafik", "de", "driver"},   // its beginning
      {"Druckertreiber Grafiktreiber", "de", "driver"},
      {"Synchronisation", "de", "sync"},  // another derivation
      {"authentication", "en", "auth"},
      {"इंस्टॉलेशनें", "hi", "hi-install"},
      {"переустановить", "ru", "ru-install"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.query);
    const std::string first = row.first + "/" + row.lang;
    const std::string ids = Ids(searcher, Ask(row.query, row.lang)) + " ";
    CHECK(ids.starts_with(first + " "));
  }
  // Four letters in common are no likeness.
  CHECK(Ids(searcher, Ask("Kontrabass", "de")).empty());
  CHECK(Ids(searcher, Ask("signature", "en")).empty());
}

TEST_CASE("Like words: a word that the base has comes before those like it") {
  const TempDir dir;
  testing::Publish(dir.path(),
                   {MakeArticle("compound", "de", "Grafiktreiber", "Grafiktreiber, Grafiktreiber."),
                    MakeArticle("word", "de", "Hinweise", "Einen Treiber gibt es auch."),
                    MakeArticle("other", "de", "Konto", "Das Konto ist gesperrt.")});
  Searcher searcher = OpenBase(dir);
  CHECK(Ids(searcher, Ask("Treiber", "de")) == "word/de compound/de");
}

TEST_CASE("Like words: three or four letters find the words that begin so, behind whole words") {
  const TempDir dir;
  testing::Publish(
      dir.path(),
      {MakeArticle("config", "en", "Configuration of the router", "The configuration is kept."),
       MakeArticle("road", "en", "Roadmap", "The roadmap names what comes next."),
       MakeArticle("read", "en", "Read the log", "To read it, open it."),
       MakeArticle("app", "en", "Crash at the start", "Some other words, then the app stops."),
       MakeArticle("application", "en", "Application, applications", "Application by mail."),
       MakeArticle("vn", "vi", "Khôi phục máy", "Khôi phục máy tính."),
       MakeArticle("ru", "ru", "Настройка принтера", "Настройка длится минуту."),
       MakeArticle("el", "el", "Εγκατάσταση", "Η εγκατάσταση διαρκεί."),
       MakeArticle("de", "de", "Verwaltung der Konten", "Die Verwaltung ist im Menü.")});
  Searcher searcher = OpenBase(dir);
  const struct {
    std::string query, lang, ids;
  } rows[] = {
      {"conf", "en", "config/en"},
      {"con", "en", "config/en"},
      {"road", "en", "road/en"},  // not "read"
      {"reat", "en", "read/en"},  // misspelt
      {"app", "en", "app/en application/en"},
      {"настр", "ru", "ru/ru"},
      {"нас", "ru", "ru/ru"},
      {"εγκ", "el", "el/el"},
      {"verw", "de", "de/de"},
      {"router conf", "en", "config/en"},
      {"zzz", "en", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.query);
    CHECK(Ids(searcher, Ask(row.query, row.lang)) == row.ids);
  }
  // In a longer question a word of the base is meant as it is.
  CHECK(Ids(searcher, Ask("app stops", "en")) == "app/en");
}

}  // namespace
}  // namespace funnel
