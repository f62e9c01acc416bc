// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/learn.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "indexer/learn/command_learn.h"
#include "indexer/learn/core_vocabulary.h"
#include "indexer/learn/glossary.h"
#include "indexer/learn/length_alignment.h"
#include "indexer/learn/pair_model.h"
#include "indexer/learn/parallel_text.h"
#include "indexer/learn/translation_model.h"
#include "indexer/learn/vocabulary/tables.h"
#include "indexer/learn/word_lexicon.h"
#include "indexer/learn/word_sequence.h"
#include "indexer/store/curation/curation.h"
#include "indexer/store/layout/knowledge_base.h"
#include "indexer/store/lexicon/lexicon.h"
#include "indexer/store/lexicon/sound_list.h"
#include "tests/support/articles.h"
#include "tests/support/temp_dir.h"

namespace funnel {
namespace fs = std::filesystem;
namespace {

using testing::MakeArticle;
using testing::Publish;
using testing::TempDir;

learn::Segments Numbers(const std::vector<std::vector<std::uint32_t>>& lines) {
  learn::Segments segments;
  for (const auto& line : lines) segments.Add(line.data(), line.data() + line.size());
  return segments;
}

TEST_CASE("Vocabulary: goes on numbering where it is moved to, and is never copied") {
  static_assert(!std::is_copy_constructible_v<learn::Vocabulary>);
  static_assert(!std::is_copy_assignable_v<learn::Vocabulary>);
  learn::Vocabulary words;
  CHECK(words.Add("printer") == 0);
  learn::Vocabulary moved = std::move(words);
  CHECK(moved.Add("queue") == 1);
  CHECK(moved.Add("printer") == 0);
  CHECK(moved[0] == "printer");
  CHECK(moved[1] == "queue");
}

TEST_CASE("TranslationModel: tells the words of a toy corpus apart") {
  // the house / das haus, the book / das buch, a book / ein buch
  const learn::Segments english = Numbers({{0, 1}, {0, 2}, {3, 2}});
  const learn::Segments german = Numbers({{0, 1}, {0, 2}, {3, 2}});
  learn::ModelOptions options;
  options.iterations = 50;
  options.smoothing = 0;
  options.null_weight = 0;
  const learn::TranslationTable table = learn::TrainModel1(german, 4, english, 4, options);
  for (std::uint32_t word = 0; word < 4; ++word) {
    CAPTURE(word);
    CHECK(table.Find(word, word) > 0.9);
    double sum = 0;
    for (std::size_t i = table.begin[word]; i < table.begin[word + 1]; ++i) {
      sum += static_cast<double>(table.probability[i]);
    }
    CHECK(sum == doctest::Approx(1).epsilon(0.001));
  }
  CHECK(table.Find(1, 2) == 0);
  CHECK(table.Find(99, 0) == 0);
}

TEST_CASE("TranslationModel: one iteration is what the paper says") {
  // haus-house/the, buch-book/the: after one step from equal shares, without the empty word.
  const learn::Segments source = Numbers({{0, 1}, {0, 2}});
  const learn::Segments target = Numbers({{0, 1}, {0, 2}});
  learn::ModelOptions options;
  options.iterations = 1;
  options.smoothing = 0;
  options.null_weight = 0;
  const learn::TranslationTable table = learn::TrainModel1(source, 3, target, 3, options);
  // Word 0 takes half of each of its four targets: 0 twice, 1 and 2 once.
  CHECK(table.Find(0, 0) == doctest::Approx(0.5));
  CHECK(table.Find(0, 1) == doctest::Approx(0.25));
  CHECK(table.Find(1, 0) == doctest::Approx(0.5));
  CHECK(table.Find(1, 1) == doctest::Approx(0.5));
}

TEST_CASE("TranslationModel: what is known of two words, and their places, decide what is open") {
  // Seen once: nothing else tells 0 from 1.
  const learn::Segments source = Numbers({{0, 1}});
  const learn::Segments target = Numbers({{0, 1}});
  learn::ModelOptions options;
  const learn::TranslationTable open = learn::TrainModel1(source, 2, target, 2, options);
  CHECK(open.Find(0, 0) == doctest::Approx(open.Find(0, 1)));
  options.kinship = [](std::uint32_t s, std::uint32_t t) { return s == 0 && t == 1 ? 1.0 : 0.0; };
  const learn::TranslationTable kin = learn::TrainModel1(source, 2, target, 2, options);
  CHECK(kin.Find(0, 1) > 2 * kin.Find(0, 0));
  CHECK(kin.Find(1, 0) > 2 * kin.Find(1, 1));
  options.kinship = {};
  options.diagonal = 4;
  const learn::TranslationTable places = learn::TrainModel1(source, 2, target, 2, options);
  CHECK(places.Find(0, 0) > 2 * places.Find(0, 1));
  CHECK(places.Find(1, 1) > 2 * places.Find(1, 0));
}

TEST_CASE("PairModel: names and inflected forms help each other") {
  learn::Vocabulary russian;
  learn::Vocabulary hindi;
  learn::ParallelText text;
  const auto add = [&](const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::vector<std::uint32_t> words_a;
    std::vector<std::uint32_t> words_b;
    for (const std::string& word : a) words_a.push_back(russian.Add("Z" + word));
    for (const std::string& word : b) words_b.push_back(hindi.Add("Z" + word));
    text.a.Add(words_a.data(), words_a.data() + words_a.size());
    text.b.Add(words_b.data(), words_b.data() + words_b.size());
  };
  add({"перевел", "маркони"}, {"अनुवाद", "मार्कोन"});
  add({"перевод", "дом"}, {"अनुवाद", "घर"});
  const learn::PairModel model = learn::TrainPair(text, russian, hindi, [] { return false; });
  const auto means = [&](const char* a, const char* b) {
    return model.ab.Find(russian.Add(std::string("Z") + a), hindi.Add(std::string("Z") + b));
  };
  CHECK(means("маркони", "मार्कोन") > 0.5);
  CHECK(means("перевел", "अनुवाद") > 2 * means("перевел", "मार्कोन"));
  CHECK(means("дом", "घर") > 2 * means("дом", "अनुवाद"));
}

TEST_CASE("WordLexicon: keeps the best targets") {
  learn::WordLexicon lexicon;
  lexicon.Add({{1, 0.04F}, {2, 0.1F}, {3, 0.3F}, {4, 0.1F}, {5, 0.1F}, {6, 0.1F}, {7, 0.1F}});
  lexicon.Add({});
  CHECK(lexicon.size() == 2);
  const auto targets = lexicon.Find(0);
  REQUIRE(targets.size() == 5);
  CHECK(targets[0] == learn::WordLexicon::Target{3, 0.3F});
  CHECK(targets[1].word == 2);
  CHECK(targets[4].word == 6);
  CHECK(lexicon.Find(1).empty());
  CHECK(lexicon.Find(2).empty());
}

TEST_CASE("Triangulate: other languages confirm a translation, or make one") {
  learn::WordLexicon direct;  // of word 0; word 1 is not known
  direct.Add({{0, 0.4F}, {1, 0.4F}});
  learn::WordLexicon into;
  into.Add({{7, 1.0F}});
  into.Add({{3, 0.5F}});
  learn::WordLexicon out_of;
  for (int i = 0; i < 7; ++i)
    out_of.Add(i == 3 ? std::vector<learn::WordLexicon::Target>{{2, 0.8F}}
                      : std::vector<learn::WordLexicon::Target>{});
  out_of.Add({{1, 0.9F}});
  const std::vector<learn::Pivot> ways = {{&into, &out_of}};
  const learn::WordLexicon both = learn::Triangulate(direct, ways);
  REQUIRE(both.size() == 2);
  REQUIRE(both.Find(0).size() == 2);
  CHECK(both.Find(0)[0].word == 1);
  CHECK(both.Find(0)[0].probability > 2 * both.Find(0)[1].probability);
  // As sure as before, in all.
  CHECK(both.Find(0)[0].probability + both.Find(0)[1].probability == doctest::Approx(0.8));
  REQUIRE(both.Find(1).size() == 1);
  CHECK(both.Find(1)[0].word == 2);
  CHECK(both.Find(1)[0].probability == doctest::Approx(0.4));
  const learn::WordLexicon alone = learn::Triangulate(direct, {});
  CHECK(alone.Find(0)[0] == learn::WordLexicon::Target{0, 0.4F});
}

TEST_CASE("AlignByLength: what is as long says the same") {
  struct {
    std::vector<std::uint32_t> a, b;
    const char* beads;
  } rows[] = {
      {{100, 40, 80}, {110, 38, 85}, "1-1 1-1 1-1"},
      {{100, 40, 80}, {140, 80}, "2-1 1-1"},
      {{140, 80}, {60, 82, 80}, "1-2 1-1"},
      {{}, {}, ""},
      {{50}, {}, "1-0"},
      {{30, 30}, {300, 310}, "1-1 1-1"},  // another script
  };
  for (const auto& row : rows) CHECK(ToString(learn::AlignByLength(row.a, row.b)) == row.beads);
}

TEST_CASE("AlignByLength: thousands of items are aligned near the diagonal") {
  const std::vector<std::uint32_t> lengths(3000, 50);
  const std::vector<learn::Bead> beads = learn::AlignByLength(lengths, lengths);
  REQUIRE(beads.size() == 3000);
  CHECK(beads.back() == learn::Bead{2999, 3000, 2999, 3000});
}

TEST_CASE("Align: titles with titles, headings with headings, sentences by their length") {
  Analyzer analyzer;
  learn::Vocabulary english, korean;
  const auto read = [&](const char* lang, learn::Vocabulary& vocabulary, std::string title,
                        std::string heading, std::string sentences) {
    Article article = MakeArticle("a", lang, std::move(title), heading + "\n" + sentences);
    article.sections = {
        {heading, "h", 2, SectionRole::kOther, 0, static_cast<std::uint32_t>(article.text.size())}};
    return learn::ReadWords(article, analyzer, vocabulary);
  };
  const learn::WordSequence a =
      read("en", english, "Printer", "Cause", "Paper is empty. Cable is loose, look behind it.");
  const learn::WordSequence b =
      read("ko", korean, "프린터", "원인", "용지 없음. 케이블 느슨함, 뒤쪽을 보세요.");
  learn::ParallelText text;
  Align(a, b, text);
  CHECK(text.aligned == 4);  // title, heading, two sentences
  CHECK(text.a.size() == text.b.size());
  CHECK(text.size() > text.aligned);  // titles and headings count for more
  CHECK(korean[text.b.words[text.b.begin(0)]].find("프린터") != std::string::npos);
  // Another outline: the text is aligned as a whole.
  learn::WordSequence c = b;
  c.sections[0].level = 3;
  learn::ParallelText other;
  Align(a, c, other);
  CHECK(other.aligned >= 3);
  CHECK(other.aligned <= 4);
}

TEST_CASE("Glossary: what is wrong is told with its line") {
  struct {
    const char* text;
    const char* error;
  } rows[] = {
      {"en : th\nprinter : เครื่องพิมพ์\n", ""},
      {"# terms\n\nen\tth\nprint queue\tคิวการพิมพ์|คิวพิมพ์\n", ""},
      {"", "no line with the languages"},
      {"en\nprinter\n", "g:1:1: error: the first line must name 2 to 64 languages"},
      {"en : en\nprinter : printer\n", "g:1:6: error: 'en' stands here twice"},
      {"en : not a tag\nprinter : x\n", "g:1:6: error: "},
      {"en : th\nprinter :\n", "g:2:1: error: a term in one language only"},
      {"en : th\na : b : c\n", "g:2:8: error: 3 places for 2 languages"},
      {"en : th\nprinter : ...\n", "g:2:11: error: '...' has no word to look for"},
      {"en : de\none two three four five : fünf\n", "has 5 words, at most 4"},
      {"en : th\nprinter : \xFF\n", "g:2"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    std::vector<std::string> errors;
    const learn::Glossary glossary = learn::ReadGlossary(row.text, "g", errors);
    const std::string first = errors.empty() ? "" : errors.front();
    CAPTURE(first);
    CHECK(errors.empty() == (*row.error == '\0'));
    CHECK(first.find(row.error) != std::string::npos);
  }
}

TEST_CASE("Glossary: takes part with full weight, shared among several names") {
  std::vector<std::string> errors;
  const learn::Glossary glossary =
      learn::ReadGlossary("ja : zh-Hans\nプリンター : 打印机|印表机\n電源 : 电源\n", "g", errors);
  REQUIRE(errors.empty());
  Analyzer analyzer;
  const auto entries = learn::GlossaryEntries(glossary, "ja", "zh-Hans", analyzer);
  REQUIRE(entries.size() == 2);
  for (const store::LexiconEntry& entry : entries) {
    CAPTURE(entry.source);
    double sum = 0;
    for (const store::Translation& target : entry.targets) sum += target.probability;
    CHECK(sum == doctest::Approx(1));
    // 電源 has one name; the other has two.
    CHECK(entry.targets.size() >= (entry.source == "電源" ? 1 : 2));
  }
  CHECK(learn::GlossaryEntries(glossary, "ja", "th", analyzer).empty());
}

/// Four families in two languages that have words of a script without inflection.
void PublishFamilies(const TempDir& dir) {
  Publish(dir.path(), {MakeArticle("a", "ja", "プリンター 電源", "プリンター 電源"),
                       MakeArticle("a", "ko", "프린터 전원", "프린터 전원"),
                       MakeArticle("b", "ja", "プリンター 接続", "プリンター 接続"),
                       MakeArticle("b", "ko", "프린터 연결", "프린터 연결"),
                       MakeArticle("c", "ja", "カメラ 電源", "カメラ 電源"),
                       MakeArticle("c", "ko", "카메라 전원", "카메라 전원"),
                       MakeArticle("alone", "ja", "ヌルポガ", "ヌルポガ")});
}

const learn::LearnCallbacks kQuiet{[](auto...) {}, [] { return false; }};

learn::Glossary ReadTerms(const char* bytes) {
  std::vector<std::string> errors;
  learn::Glossary glossary = learn::ReadGlossary(bytes, "terms.txt", errors);
  REQUIRE(errors.empty());
  return glossary;
}

/// The content of each lexicon, by file name.
std::map<std::string, std::string> Files(const TempDir& dir) {
  const fs::path folder = dir.path() / *store::ReadCurrent(dir.path());
  std::map<std::string, std::string> files;
  for (const fs::path& path : store::ListLexicons(folder)) {
    std::ifstream in(path, std::ios::binary);
    files[path.filename().string()] = std::string(std::istreambuf_iterator<char>(in), {});
  }
  return files;
}

store::Lexicon OpenLexicon(const TempDir& dir, const char* from, const char* to) {
  const fs::path folder = dir.path() / *store::ReadCurrent(dir.path());
  Result<store::Lexicon> lexicon = store::Lexicon::Open(store::LexiconPath(folder, from, to));
  REQUIRE_MESSAGE(lexicon.has_value(), lexicon.error().message);
  return std::move(*lexicon);
}

TEST_CASE("Learn: the translations of a base give a lexicon for each direction") {
  const TempDir dir;
  PublishFamilies(dir);
  const Result<learn::Learned> learned = learn::Learn(dir.path(), {}, kQuiet);
  REQUIRE_MESSAGE(learned.has_value(), learned.error().message);
  CHECK(learned->families == 3);
  std::set<std::string> read;
  for (const learn::LearnedLexicon& each : learned->lexicons) {
    CHECK((each.to == "ja" || each.to == "ko"));
    CHECK(OpenLexicon(dir, each.from.c_str(), each.to.c_str()).size() == each.sources);
    if (each.families > 0) read.insert(each.from + '>' + each.to);
  }
  CHECK(read == std::set<std::string>{"ja>ko", "ko>ja"});
  const store::Lexicon lexicon = OpenLexicon(dir, "ja", "ko");
  const auto targets = lexicon.Find("プリンタ");
  REQUIRE(!targets.empty());
  CHECK(targets[0].term.find("프린터") != std::string::npos);
  CHECK(targets[0].probability > 0.5);
  CHECK(lexicon.Find("ヌルポガ").empty());
}

TEST_CASE("Learn: two languages that share no article are translated through a third") {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("a", "en", "printer driver", "printer driver"),
                       MakeArticle("a", "de", "Drucker Treiber", "Drucker Treiber"),
                       MakeArticle("b", "en", "printer cable", "printer cable"),
                       MakeArticle("b", "de", "Drucker Kabel", "Drucker Kabel"),
                       MakeArticle("c", "en", "driver cable", "driver cable"),
                       MakeArticle("c", "th", "ไดรเวอร์ สายเคเบิล", "ไดรเวอร์ สายเคเบิล"),
                       MakeArticle("d", "en", "printer cable", "printer cable"),
                       MakeArticle("d", "th", "เครื่องพิมพ์ สายเคเบิล", "เครื่องพิมพ์ สายเคเบิล"),
                       MakeArticle("e", "en", "quokka printer", "quokka"),
                       MakeArticle("e", "de", "Kurzschwanzkänguru Drucker", "Kurzschwanzkänguru"),
                       MakeArticle("f", "en", "quokka cable", "quokka"),
                       MakeArticle("f", "th", "ควอกกา สายเคเบิล", "ควอกกา")});
  const Result<learn::Learned> learned = learn::Learn(dir.path(), {}, kQuiet);
  REQUIRE_MESSAGE(learned.has_value(), learned.error().message);
  const auto targets = OpenLexicon(dir, "de", "th").Find("Zdruck");
  REQUIRE(!targets.empty());
  CHECK(targets[0].term.find("พิมพ์") != std::string::npos);
  // No vocabulary has this one.
  CHECK(!OpenLexicon(dir, "de", "th").Find("Zkurzschwanzkanguru").empty());
}

TEST_CASE("LearnNewLanguages: a base can be asked in other languages at once" *
          doctest::test_suite("slow")) {
  const TempDir dir;
  Publish(dir.path(), {MakeArticle("a", "en", "Printer", "The printer is offline.")});
  REQUIRE(learn::LearnNewLanguages(dir.path()).has_value());
  const auto first = Files(dir);
  CHECK(first.contains("lexicon-th-en"));
  CHECK(!first.contains("lexicon-en-th"));
  CHECK(!OpenLexicon(dir, "th", "en").Find("เครื่องพิมพ์").empty());

  // Nothing is new, whatever was learned meanwhile.
  REQUIRE(learn::Learn(dir.path(), ReadTerms("en : th\nquokka : ควอกกา\n"), kQuiet).has_value());
  const auto learned = Files(dir);
  CHECK(learned != first);
  REQUIRE(learn::LearnNewLanguages(dir.path()).has_value());
  CHECK(Files(dir) == learned);

  // One that the vocabulary does not know, and an internal one that it knows.
  Article hidden = MakeArticle("c", "zh-Hant", "印表機", "印表機離線。");
  hidden.audience = Audience::kInternal;
  Publish(dir.path(), {MakeArticle("b", "sw", "Printa", "Printa."), hidden});
  REQUIRE(learn::LearnNewLanguages(dir.path()).has_value());
  auto now = Files(dir);
  CHECK(now.size() > learned.size());
  CHECK(!OpenLexicon(dir, "en", "zh-Hant").Find("Zprinter").empty());
  std::erase_if(now, [](const auto& file) { return file.first.ends_with("zh-Hant"); });
  CHECK(now == learned);

  CHECK(learn::LearnNewLanguages(dir.path() / "none").error().code == ErrorCode::kNotFound);
}

TEST_CASE("CoreVocabulary: every table names each meaning in every language") {
  std::size_t rows = 0;
  for (const auto table :
       {learn::table_hardware, learn::table_software, learn::table_administration,
        learn::table_business, learn::table_support, learn::table_actions, learn::table_qualities,
        learn::table_society, learn::table_nature, learn::table_general}) {
    std::istringstream lines{std::string(table())};
    std::set<std::string> seen;
    for (std::string line; std::getline(lines, line);) {
      if (line.empty() || line[0] == '#') continue;
      CAPTURE(line);
      CHECK(static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t')) + 1 ==
            learn::CoreVocabulary::Get().languages().size());
      for (const char* wrong : {"\t\t", "| ", " |", "||", "\t|", "|\t", "\t ", " \t", "  "}) {
        CHECK(line.find(wrong) == std::string::npos);
      }
      CHECK(seen.insert(line).second);
    }
    rows += seen.size() - 1;  // the languages
  }
  CHECK(rows > 3000);
  for (const std::string& lang : learn::CoreVocabulary::Get().languages()) {
    CAPTURE(lang);
    REQUIRE(learn::CoreVocabulary::Get().Find(lang) != nullptr);
    CHECK(learn::CoreVocabulary::Get().Find(lang)->size() == rows);
  }
  CHECK(learn::CoreVocabulary::Get().Find("pt-BR") == learn::CoreVocabulary::Get().Find("pt"));
  CHECK(learn::CoreVocabulary::Get().Find("yue") == learn::CoreVocabulary::Get().Find("zh-Hans"));
  CHECK(learn::CoreVocabulary::Get().Find("sw") == nullptr);
}

TEST_CASE("Learn: the same base gives the same bytes, and what is gone is forgotten" *
          doctest::test_suite("slow")) {
  const TempDir one;
  const TempDir two;
  for (const TempDir* dir : {&one, &two}) {
    PublishFamilies(*dir);
    REQUIRE(learn::Learn(dir->path(), {}, kQuiet).has_value());
  }
  CHECK(Files(one) == Files(two));
  REQUIRE(learn::Learn(one.path(), ReadTerms("sw : th\nprinta : เครื่องพิมพ์\n"), kQuiet).has_value());
  CHECK(Files(one).contains("lexicon-sw-th"));
  REQUIRE(learn::Learn(one.path(), {}, kQuiet).has_value());
  CHECK(Files(one) == Files(two));
}

TEST_CASE("Learn: nothing but public articles is learned from") {
  const TempDir dir;
  for (const char* lang : {"ja", "ko"}) {
    Article secret = MakeArticle("secret", lang, "Projekt 極秘", "Projekt 極秘");
    secret.audience = Audience::kInternal;
    Article draft = MakeArticle("draft", lang, "極秘", "極秘");
    draft.state = State::kDraft;
    Publish(dir.path(), {secret, draft});
  }
  const Result<learn::Learned> learned = learn::Learn(dir.path(), {}, kQuiet);
  REQUIRE(learned.has_value());
  CHECK(learned->families == 0);
  CHECK(!Files(dir).empty());
  for (const auto& file : Files(dir)) {
    CAPTURE(file.first);
    CHECK(file.second.find("极秘") == std::string::npos);
  }
}

TEST_CASE("Learn: the words of public articles are known by their sounds, in any language") {
  const TempDir dir;
  Article secret = MakeArticle("secret", "en", "Moonshine", "moonshine");
  secret.audience = Audience::kInternal;
  Publish(dir.path(), {MakeArticle("a", "en", "Broncos", "broncos"),
                       MakeArticle("b", "th", "กล้อง", "กล้อง"), secret});
  REQUIRE(learn::Learn(dir.path(), {}, kQuiet).has_value());
  const fs::path folder = dir.path() / *store::ReadCurrent(dir.path());
  const Result<store::SoundList> sounds = store::SoundList::Open(store::SoundListPath(folder));
  REQUIRE_MESSAGE(sounds.has_value(), sounds.error().message);
  std::set<std::string> words;
  for (std::size_t group = 0; group < store::kSoundListGroups; ++group) {
    constexpr int kAll = 32;
    sounds->ForEach(group, "", kAll,
                    [&](std::string_view sound, std::string_view) { words.emplace(sound); });
  }
  CHECK(words == std::set<std::string>{"bronko", "klong"});
}

TEST_CASE("Lexicon: words that begin alike are near") {
  const TempDir dir;
  const fs::path file = dir.path() / "lexicon-en-xx";
  std::ofstream(file, std::ios::binary) << store::EncodeLexicon("en", "xx",
                                                                {{"Zprinter", {{"a", 0.5}}},
                                                                 {"Zprinter queue", {{"b", 1}}},
                                                                 {"Zprinting", {{"c", 0.5}}},
                                                                 {"Zprimer", {{"d", 0.5}}}});
  const Result<store::Lexicon> lexicon = store::Lexicon::Open(file);
  REQUIRE(lexicon.has_value());
  const struct {
    const char* word;
    std::size_t common;
    const char* near;
  } rows[] = {{"Zprinted", 7, "Zprinter"},
              {"Zprinters", 8, "Zprinter"},
              {"Zprim", 5, "Zprimer"},
              {"Zprints", 6, "Zprinting Zprinter"},
              {"Zz", 1, ""},
              {"Za", 1, ""},
              {"", 0, ""}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.word));
    std::size_t common = 0;
    std::string near;
    for (const store::LexiconEntry& entry : lexicon->FindNear(row.word, 4, 8, common)) {
      near += (near.empty() ? "" : " ") + entry.source;
      CHECK(entry.targets.size() == 1);
    }
    CHECK(near == row.near);
    CHECK(common == row.common);
  }
  std::size_t common = 0;
  CHECK(lexicon->FindNear("Zprints", 4, 1, common).size() == 1);
}

TEST_CASE("Learn: an interrupted run leaves the base as it was" * doctest::test_suite("slow")) {
  const TempDir dir;
  PublishFamilies(dir);
  REQUIRE(learn::Learn(dir.path(), {}, kQuiet).has_value());
  const auto before = Files(dir);
  Publish(dir.path(),
          {MakeArticle("d", "ja", "予約", "予約"), MakeArticle("d", "ko", "예약", "예약")});
  for (int calls : {0, 1, 5, 9, 12}) {
    CAPTURE(calls);
    int left = calls;
    const learn::LearnCallbacks callbacks{[](auto...) {}, [&] { return left-- <= 0; }};
    REQUIRE(learn::Learn(dir.path(), {}, callbacks).has_value());
    CHECK(Files(dir) == before);
  }
  REQUIRE(learn::Learn(dir.path(), {}, kQuiet).has_value());
  CHECK(Files(dir) != before);
}

TEST_CASE("learn: takes the glossary that the base has") {
  const TempDir dir;
  PublishFamilies(dir);
  store::WriteCuration(dir.path() / *store::ReadCurrent(dir.path()),
                       {{store::CurationKind::kGlossary, "en : ja\nquokka : 予約\n"}});
  std::ostringstream out, err;
  cli::Console console{out, err};
  const std::atomic<bool> interrupted = false;
  CHECK(learn::RunLearn({dir.path(), "", false, true}, console, interrupted) == cli::ExitCode::kOk);
  CHECK(err.str().empty());
  CHECK(OpenLexicon(dir, "en", "ja").Find("Zquokka").size() == 1);
}

TEST_CASE("learn: says what it did, and what is wrong" * doctest::test_suite("slow")) {
  const TempDir dir;
  const auto run = [&](const learn::LearnCommand& command, bool interrupt = false) {
    std::ostringstream out, err;
    cli::Console console{out, err};
    const std::atomic<bool> interrupted = interrupt;
    const cli::ExitCode code = learn::RunLearn(command, console, interrupted);
    return fmt::format("{} {}{}", static_cast<int>(code), out.str(), err.str());
  };
  learn::LearnCommand command{dir.path() / "none", "", false, false};
  CHECK(run(command).starts_with("1 funnel-indexer: error: "));
  Publish(dir.path(), {MakeArticle("a", "ja", "電源", "電源")});
  command.kb = dir.path();
  CHECK(
      run(command).starts_with("0 no public article exists in two languages; 15 lexicons into ja"));
  PublishFamilies(dir);
  CHECK(run(command).starts_with("0 learned 2 lexicons of ja, ko from 3 families: "));
  CHECK(run(command, true) == "130 funnel-indexer: interrupted; the knowledge base is as it was\n");
  command.json = true;
  CHECK(run(command).starts_with("0 {\"families\":3,\"lexicons\":[{\"from\":\"de\",\"to\":\"ja\""));
  command.glossary = (dir.path() / "none").string();
  CHECK(run(command).find("none: error: cannot be read") != std::string::npos);
  command.glossary = dir.path().string();
  CHECK(run(command).starts_with("1 "));
  command.glossary = (dir.path() / "terms.txt").string();
  std::ofstream(command.glossary) << "en\n";
  CHECK(run(command).find("terms.txt:1:1: error: the first line must name 2 to 64") !=
        std::string::npos);
}

}  // namespace
}  // namespace funnel
