// SPDX-License-Identifier: GPL-2.0-or-later
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <functional>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "funnel/article.h"
#include "funnel/suggest.h"
#include "funnel/triage.h"
#include "indexer/base/day.h"
#include "indexer/base/version.h"
#include "searcher/commands/command_compare.h"
#include "searcher/commands/command_confidence.h"
#include "searcher/commands/command_evaluate.h"
#include "searcher/commands/command_evaluate_answered.h"
#include "searcher/commands/command_evaluate_corrections.h"
#include "searcher/commands/command_evaluate_suggest.h"
#include "searcher/commands/command_evaluate_triage.h"
#include "searcher/commands/command_explain.h"
#include "searcher/commands/command_fit_confidence.h"
#include "searcher/commands/command_run.h"
#include "searcher/commands/command_search.h"
#include "searcher/commands/command_show.h"
#include "searcher/commands/command_similar.h"
#include "searcher/commands/command_suggest.h"
#include "searcher/commands/command_tune.h"

namespace funnel {
namespace {

void AddBase(CLI::App* app, std::filesystem::path& kb) {
  app->add_option("--kb", kb, "Folder of the knowledge base")->required()->type_name("DIR");
}

void AddAudience(CLI::App* app, Audience& audience) {
  app->add_option_function<std::string>(
         "--audience", [&audience](const std::string& name) { audience = *ParseAudience(name); },
         "Who reads: public (default), partner or internal")
      ->check([](const std::string& name) {
        const auto known = ParseAudience(name);
        return known ? std::string() : known.error().message;
      })
      ->type_name("WHO");
}

void AddBatch(CLI::App* app, std::string& queries, measure::BatchOptions& batch) {
  app->add_option(
         "--queries", queries,
         "Queries, one JSON object a line: {\"_id\", \"text\", optional \"lang\", \"type\", "
         "\"self\" (the document that is the query: dropped from its ranking)}")
      ->required()
      ->type_name("FILE");
  app->add_option("--depth", batch.depth, "Documents wanted for each query (default 100)")
      ->check(CLI::Range(std::size_t{1}, kMaxDepth))
      ->type_name("N");
  app->add_option("--lang", batch.lang, "The reader's language instead of each query's own")
      ->type_name("TAG");
}

void AddSearch(CLI::App* sub, commands::SearchCommand& command) {
  AddBase(sub, command.kb);
  sub->add_option("--lang", command.lang, "The reader's language, such as th or zh-Hant")
      ->type_name("TAG");
  sub->add_option("--limit", command.limit, "Hits wanted (default 10)")
      ->check(CLI::Range(std::size_t{1}, kMaxDepth))
      ->type_name("N");
  sub->add_option("--offset", command.offset, "Hits to skip")
      ->check(CLI::Range(std::size_t{0}, kMaxDepth - 1))
      ->type_name("N");
  sub->add_option("--filter", command.filter,
                  "What a hit must be, such as 'product = \"Photo Editor\" AND version = 5.2'; by "
                  "product, version, tag, lang, kind, updated, id; =, !=, <, <=, >, >=, IN [a, b], "
                  "AND, OR, NOT, parentheses")
      ->type_name("EXPR");
  sub->add_option("--facets", command.facets,
                  "Count what is found by these: product, version, tag, lang, kind")
      ->delimiter(',')
      ->allow_extra_args(false)  // What follows the names is the question.
      ->type_name("NAMES");
  sub->add_flag("--verbatim", command.verbatim,
                "The words are meant as they are: do not say what else may be meant");
  AddAudience(sub, command.audience);
  sub->add_flag("--json", command.json, "Print what the server answers");
  sub->add_option(
         "query", command.query,
         "What to look for; \"quoted phrases\", a leading -word and product:, lang:, kind:, tag:, "
         "version: and id: with a value are syntax (write -- before the query where a word begins "
         "with a hyphen). A single - reads a pasted text from standard input. May be left out with "
         "--filter or --facets: then the newest articles are listed.")
      ->type_name("QUERY");
  sub->callback([&command] {
    if (command.query.empty() && command.filter.empty() && command.facets.empty()) {
      throw CLI::RequiredError("query, --filter or --facets");
    }
  });
  sub->footer(
      "Example:\n  funnel-searcher search --kb kb --lang en printer stays offline\n"
      "  funnel-searcher search --kb kb - < error.log\n"
      "  funnel-searcher search --kb kb -- printer -scanner\n"
      "  funnel-searcher search --kb kb --filter 'updated >= 2024-01-01' --facets product printer");
}

void AddSuggest(CLI::App* sub, commands::SuggestCommand& command) {
  AddBase(sub, command.kb);
  sub->add_option("--lang", command.lang, "The reader's language, such as th or zh-Hant")
      ->type_name("TAG");
  sub->add_option("--limit", command.limit, "Suggestions wanted (default 10)")
      ->check(CLI::Range(std::size_t{1}, kMaxSuggestions))
      ->type_name("N");
  AddAudience(sub, command.audience);
  sub->add_flag("--json", command.json, "Print what the server answers");
  sub->add_option("text", command.text, "What has been typed so far")
      ->required()
      ->type_name("TEXT");
  sub->footer(
      "Prints titles and questions of articles that have what is typed, the last word as far as "
      "it\nis typed: in any writing of their language (kana, romaji, pinyin or its initials, "
      "zhuyin,\nsingle letters of Hangul), without marks, and with a typing error.\n"
      "Example:\n  funnel-searcher suggest --kb kb --lang en print\n"
      "  funnel-searcher suggest --kb kb --lang zh-Hans dyj");
}

void AddExplain(CLI::App* sub, commands::ExplainCommand& command) {
  AddBase(sub, command.kb);
  sub->add_option("--article", command.articles,
                  "Id of an article to explain, found or not; may be given several times")
      ->allow_extra_args(false)  // What follows the id is the question.
      ->type_name("ID");
  sub->add_option("--limit", command.limit,
                  "Without --article: explain the first N hits (default 3)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{100}))
      ->type_name("N");
  sub->add_option("--lang", command.lang, "The reader's language, such as th or zh-Hant")
      ->type_name("TAG");
  AddAudience(sub, command.audience);
  sub->add_flag("--json", command.json, "Print all of it as JSON");
  sub->add_option("query", command.query,
                  "As for search. A single - reads a pasted text from standard input.")
      ->required()
      ->type_name("QUERY");
  sub->footer(
      "Prints how the query was read (terms by lane with weight and idf; spelling, compounds,\n"
      "synonyms, translations; the parts of a pasted text), then for each article its score taken\n"
      "apart: stage 1 (BM25) by terms, stage 2 by features. An article that was not found gets "
      "the\n"
      "reason. The numbers are those of search itself.\n"
      "Example:\n  funnel-searcher explain --kb kb --lang en printer stays offline\n"
      "  funnel-searcher explain --kb kb --lang en --article print-queue-stuck printer offline");
}

void AddDay(CLI::App* sub, const std::string& name, std::optional<std::chrono::sys_days>& day,
            const std::string& help) {
  sub->add_option_function<std::string>(
         name, [&day](const std::string& text) { day = base::ParseDay(text); }, help)
      ->check([](const std::string& text) {
        return base::ParseDay(text) ? std::string() : "must be a day, such as 2024-03-02";
      })
      ->type_name("DATE");
}

/// What `similar` and `triage` look for.
void AddProblem(CLI::App* sub, SimilarCasesRequest& request, std::vector<std::string>& text) {
  sub->add_option("--lang", request.lang, "The reader's language, such as th or zh-Hant")
      ->type_name("TAG");
  AddDay(sub, "--as-of", request.as_of, "Only what had been made on that day");
  sub->add_option("text", text,
                  "The problem: a mail, a log, a stack trace. A single - reads it from standard "
                  "input.")
      ->type_name("TEXT");
}

void AddSimilar(CLI::App* sub, commands::SimilarCommand& command) {
  AddBase(sub, command.kb);
  AddProblem(sub, command.request, command.text);
  CLI::Option* of = sub->add_option_function<std::string>(
      "--article",
      [&command](const std::string& name) {
        const std::size_t slash = name.find('/');
        command.request.of_lang = name.substr(0, slash);
        command.request.of_id = name.substr(slash + 1);
      },
      "What is similar to that article, instead of a text: language/id");
  of->check([](const std::string& name) {
    return name.find('/') == std::string::npos ? "must be language/id, such as en/print-queue-stuck"
                                               : std::string();
  });
  of->type_name("ARTICLE")->excludes(sub->get_option("text"));
  AddDay(sub, "--since", command.request.since, "Only what was last changed on that day or later");
  AddDay(sub, "--until", command.request.until, "Only what was last changed on that day or before");
  sub->add_option("--limit", command.request.limit, "Cases wanted (default 10)")
      ->check(CLI::Range(std::size_t{1}, kMostSimilarCases))
      ->type_name("N");
  sub->add_flag("--copies", command.copies, "List what says nearly the same as a case, too");
  AddAudience(sub, command.audience);
  sub->add_flag("--json", command.json, "Print what the server answers");
  sub->footer(
      "Prints the articles and cases that are most like a problem, with the words and codes that\n"
      "they share with it; those that say nearly the same are one line with their number.\n"
      "Example:\n  funnel-searcher similar --kb kb --audience internal - < mail.txt\n"
      "  funnel-searcher similar --kb kb --article en/print-queue-stuck --since 2024-01-01");
}

void AddTriage(CLI::App* sub, commands::TriageCommand& command) {
  AddBase(sub, command.kb);
  AddProblem(sub, command.request, command.text);
  sub->get_option("text")->required();
  command.request.limit = 5;
  sub->add_option("--products", command.products, "Products wanted (default 3)")
      ->check(CLI::Range(std::size_t{1}, kMostTriaged))
      ->type_name("N");
  sub->add_option("--evidence", command.request.limit, "Similar cases to show (default 5)")
      ->check(CLI::Range(std::size_t{1}, kMostSimilarCases))
      ->type_name("N");
  AddAudience(sub, command.audience);
  sub->add_flag("--json", command.json, "Print what the server answers");
  sub->footer(
      "Says which product a problem belongs to, by the products of the nearest cases and "
      "articles,\n"
      "how likely that is right, and which cases and codes it rests on. What is published counts "
      "at\n"
      "once; nothing is trained.\n"
      "Example:\n  funnel-searcher triage --kb kb --audience internal - < mail.txt");
}

void AddShow(CLI::App* sub, commands::ShowCommand& command) {
  AddBase(sub, command.kb);
  sub->add_option("--lang", command.lang, "The article's language")->required()->type_name("TAG");
  AddAudience(sub, command.audience);
  sub->add_flag("--json", command.json, "Print it as JSON");
  sub->add_option("id", command.id, "The article's id")->required()->type_name("ID");
  sub->footer("Example:\n  funnel-searcher show --kb kb --lang en print-queue-stuck");
}

void AddStatus(CLI::App* sub, commands::StatusCommand& command) {
  AddBase(sub, command.kb);
  sub->add_flag("--json", command.json, "Print it as JSON");
  sub->footer("Example:\n  funnel-searcher status --kb kb");
}

void AddRun(CLI::App* sub, commands::RunCommand& command) {
  AddBase(sub, command.kb);
  AddBatch(sub, command.queries, command.batch);
  AddAudience(sub, command.audience);
  sub->add_option("--tag", command.tag, "Name of the run (default funnel)")->type_name("NAME");
  sub->footer(
      "Writes 'query Q0 document rank score tag' to standard output, query by query. Ids stand\n"
      "there verbatim, except that white space is percent-encoded ('a b' is a%20b), and so is a\n"
      "'%' before two hexadecimal digits ('a%20b' is a%2520b; '100%' stays). Percent-decoding\n"
      "gives every id back. Scores fall strictly, so that trec_eval keeps the order.\n"
      "Example:\n  funnel-searcher run --kb kb --queries queries.jsonl > run.txt");
}

void AddConfidence(CLI::App* sub, commands::ConfidenceCommand& command) {
  AddBase(sub, command.kb);
  sub->add_option("--queries", command.queries, "Queries, as for evaluate")
      ->required()
      ->type_name("FILE");
  sub->add_option("--qrels", command.qrels, "Judgements, as for evaluate")->type_name("FILE");
  sub->add_option("--lang", command.lang, "The reader's language instead of each query's own")
      ->type_name("TAG");
  sub->add_option("--max-per-type", command.max_per_type,
                  "Ask at most N queries of each language and type, always the same ones")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000'000}))
      ->type_name("N");
  sub->add_option("--set", command.set, "Name of the collection, for the first column")
      ->type_name("NAME");
  sub->footer(
      "Asks every query in its own languages and, where these are not sure, in others, and prints\n"
      "a line for each: whether the first hit is relevant, how likely the search says that is, "
      "and\n"
      "what it says that by. Queries without a relevant document count as not answered; those\n"
      "that are a document (\"self\") are not asked.\n"
      "Example:\n  funnel-searcher confidence --kb kb --queries queries.jsonl --qrels qrels.tsv");
}

void AddEvaluate(CLI::App* sub, commands::EvaluateCommand& command) {
  AddBase(sub, command.kb);
  AddBatch(sub, command.queries, command.batch);
  AddAudience(sub, command.audience);
  sub->add_option("--qrels", command.qrels,
                  "Judgements: a header, then query id, document id and grade with a tab between; "
                  "not needed where the queries have \"relevant\": {document id: grade}")
      ->type_name("FILE");
  sub->add_option("--max-per-type", command.max_per_type,
                  "Ask at most N judged queries of each language and type, always the same ones")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000'000}))
      ->type_name("N");
  sub->add_option(
         "--ranking", command.ranking,
         "Measure with another number of the ranking: NAME=VALUE, such as pair=0 or k1=1.2")
      ->type_name("NAME=VALUE");
  sub->add_option("--set", command.set, "Name of the collection, for --tsv, --json, --per-query")
      ->type_name("NAME");
  sub->add_option("--per-query", command.per_query,
                  "Also write the values of each query to FILE, for compare")
      ->type_name("FILE");
  CLI::Option* json = sub->add_flag_callback(
      "--json", [&command] { command.format = commands::OutputFormat::kJson; }, "Print JSON");
  sub->add_flag_callback(
         "--tsv", [&command] { command.format = commands::OutputFormat::kTsv; },
         "Print tab-separated values")
      ->excludes(json);
  sub->footer(
      "Prints nDCG@10, MRR@10, Recall@5, Recall@100, the share of queries without any hit, and\n"
      "median and 99th percentile of the time, by language and query type. Queries without a\n"
      "relevant document are counted and not asked.\n"
      "Example:\n  funnel-searcher evaluate --kb kb --queries queries.jsonl --qrels qrels.tsv");
}

void AddEvaluateTriage(CLI::App* sub, commands::EvaluateTriageCommand& command) {
  AddBase(sub, command.kb);
  AddAudience(sub, command.audience);
  sub->add_option("--queries", command.queries,
                  "Queries as for evaluate; their products are those of the documents relevant to "
                  "them")
      ->type_name("FILE");
  sub->add_option("--qrels", command.qrels, "Judgements, as for evaluate")->type_name("FILE");
  sub->add_option("--max", command.most,
                  "Ask for at most N articles, or N queries of each language and type, always the "
                  "same ones (default 400; 0: all)")
      ->type_name("N");
  sub->add_option("--set", command.set, "Name of the collection, for the first column")
      ->type_name("NAME");
  sub->footer(
      "Prints how often triage names the right product first and among three, of how many it is\n"
      "sure and how often it is right then, beside the commonest product and multinomial naive\n"
      "Bayes. Without queries, articles of the base are asked for, each as if it was not there.\n"
      "Example:\n  funnel-searcher evaluate-triage --kb kb");
}

void AddEvaluateAnswered(CLI::App* sub, commands::EvaluateAnsweredCommand& command) {
  AddBase(sub, command.kb);
  AddAudience(sub, command.audience);
  sub->add_option("--queries", command.queries, "Queries that the base answers, as for evaluate")
      ->required()
      ->type_name("FILE");
  sub->add_option("--unanswerable", command.unanswerable, "Queries that it does not answer")
      ->required()
      ->type_name("FILE");
  sub->add_option("--max-per-type", command.max_per_type,
                  "Ask at most N queries of each language and type, always the same ones")
      ->type_name("N");
  sub->add_option("--set", command.set, "Name of the collection, for the first column")
      ->type_name("NAME");
  sub->footer(
      "Prints, for some confidences from which on an answer counts, how many of the first "
      "questions\n"
      "come back as answered and how many of the others do not: first as the program has it, then\n"
      "where 95% of the first do.\n"
      "Example:\n  funnel-searcher evaluate-answered --kb kb --queries ours.jsonl "
      "--unanswerable theirs.jsonl");
}

void AddEvaluateSuggest(CLI::App* sub, measure::SuggestEvaluation& command) {
  AddBase(sub, command.kb);
  AddAudience(sub, command.audience);
  sub->add_option("--max-titles", command.most_titles,
                  "Type at most N titles of each language, always the same ones (default 200)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000'000}))
      ->type_name("N");
  sub->footer(
      "Types titles of the base letter by letter, as they are and with one typing error, and\n"
      "prints for each language which share is among the first 5 suggestions after 3, 5 and 8\n"
      "characters, the mean of 1/rank there, the share of characters that need not be typed, and\n"
      "median and 99th percentile of the processor time of a keystroke.\n"
      "Example:\n  funnel-searcher evaluate-suggest --kb kb --max-titles 50");
}

void AddEvaluateCorrections(CLI::App* sub, commands::EvaluateCorrectionsCommand& command) {
  AddBase(sub, command.kb);
  AddAudience(sub, command.audience);
  sub->add_option("--queries", command.queries, "Queries, as for evaluate")
      ->required()
      ->type_name("FILE");
  sub->add_option("--max-per-type", command.max_per_type,
                  "Ask at most N queries of each language and type, always the same ones "
                  "(default 60; 0: all)")
      ->type_name("N");
  sub->add_option("--set", command.set, "Name of the collection, for the first column")
      ->type_name("NAME");
  sub->footer(
      "Asks each query as it stands and with a mistake: one of the 2nd to 6th characters of a "
      "word\n"
      "of five letters and more is wrong, missing, typed twice, or has changed places with the\n"
      "next. Prints how often what was meant is said, something else, and how many of the queries\n"
      "without a mistake are said to mean something else.\n"
      "Example:\n  funnel-searcher evaluate-corrections --kb kb --queries queries.jsonl");
}

void AddCompare(CLI::App* sub, commands::CompareCommand& command) {
  sub->add_flag("--json", command.json, "Print JSON");
  sub->add_option("before", command.before, "File written by evaluate --per-query")
      ->required()
      ->type_name("BEFORE");
  sub->add_option("after", command.after, "Another one, over the same queries")
      ->required()
      ->type_name("AFTER");
  sub->footer(
      "p is that of a two-sided paired randomization test over nDCG@10 with 10,000 permutations\n"
      "and a fixed seed; * marks p < 0.05.\n"
      "Example:\n  funnel-searcher compare before.tsv after.tsv");
}

void AddFitConfidence(CLI::App* sub, commands::FitConfidenceCommand& command) {
  sub->add_option("rows", command.rows, "Files of lines that funnel-searcher confidence wrote")
      ->required()
      ->type_name("FILE");
  sub->footer(
      "Prints the weights of the features, for questions asked as they stand and for translated\n"
      "ones, and how reliable they are: also those that were fitted on other sources. Sets are\n"
      "named KIND-SOURCE-ANYTHING (confidence --set); kinds weigh alike, and sets of a kind too.\n"
      "Example:\n  funnel-searcher fit-confidence alone.tsv mixed.tsv pairs.tsv");
}

void AddTune(CLI::App* sub, commands::TuneCommand& command) {
  sub->add_option("--bases", command.bases, "Folder with the indexed base of each collection")
      ->required()
      ->type_name("DIR");
  sub->add_option("--max-per-type", command.max_per_type,
                  "Ask at most N judged queries of each language and type (default 40; 0: all)")
      ->type_name("N");
  sub->add_option("--only", command.only, "Change only these numbers, such as pair,k1")
      ->delimiter(',')
      ->type_name("NAMES");
  sub->add_option("--ranking", command.ranking, "Start from another number: NAME=VALUE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->type_name("NAME=VALUE");
  sub->add_option("--sweeps", command.sweeps, "Go N times over the numbers (0: until none gains)")
      ->type_name("N");
  sub->add_option("--threads", command.threads, "Measure N collections at a time (default 2)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{64}))
      ->type_name("N");
  sub->add_flag("--cross-validate", command.cross_validate,
                "Also measure each source with what was fitted on the others");
  sub->add_option("collections", command.collections,
                  "Folders with queries.jsonl and qrels.tsv, indexed into DIR/<name of the folder>")
      ->required()
      ->type_name("COLLECTION");
  sub->footer(
      "Prints each number that is changed with the mean nDCG@10 before and after, then every\n"
      "collection. The mean is over sources (a name up to its first '-'), each the mean of its\n"
      "collections' languages and query types.\n"
      "Example:\n  funnel-searcher tune --bases bases --only pair,k1 sets/xquad-de sets/k8s-ko");
}

/// Runs a command with the options that were read.
using Runner = std::function<int(commands::CommandIo&)>;

/// A subcommand.
struct Subcommand {
  const char* name;
  const char* help;
  Runner (*add)(CLI::App*);  ///< Adds its options, into which a command line is read.
};

/// Subcommand::add of a command that `Add` adds the options of, and `Run` runs.
template <class Command, void (*Add)(CLI::App*, Command&),
          int (*Run)(const Command&, commands::CommandIo&)>
Runner With(CLI::App* sub) {
  const auto command = std::make_shared<Command>();
  Add(sub, *command);
  return [command](commands::CommandIo& io) { return Run(*command, io); };
}

/// As --help lists them.
constexpr std::array<Subcommand, 17> kSubcommands = {{
    {"search", "Search a knowledge base",
     With<commands::SearchCommand, AddSearch, commands::RunSearch>},
    {"suggest", "Complete what is typed",
     With<commands::SuggestCommand, AddSuggest, commands::RunSuggest>},
    {"similar", "Find cases like a pasted problem or an article",
     With<commands::SimilarCommand, AddSimilar, commands::RunSimilar>},
    {"triage", "Tell which product a pasted problem belongs to",
     With<commands::TriageCommand, AddTriage, commands::RunTriage>},
    {"explain", "Tell why articles stand where they stand",
     With<commands::ExplainCommand, AddExplain, commands::RunExplain>},
    {"show", "Print one article", With<commands::ShowCommand, AddShow, commands::RunShow>},
    {"status", "Print generation, number of articles and languages",
     With<commands::StatusCommand, AddStatus, commands::RunStatus>},
    {"run", "Answer a file of queries with a TREC run",
     With<commands::RunCommand, AddRun, commands::RunRun>},
    {"confidence", "Measure how surely a first hit answers",
     With<commands::ConfidenceCommand, AddConfidence, commands::RunConfidence>},
    {"fit-confidence", "Fit how surely a first hit answers",
     With<commands::FitConfidenceCommand, AddFitConfidence, commands::RunFitConfidence>},
    {"evaluate", "Measure the ranking of judged queries",
     With<commands::EvaluateCommand, AddEvaluate, commands::RunEvaluate>},
    {"evaluate-triage", "Measure how often triage names the right product",
     With<commands::EvaluateTriageCommand, AddEvaluateTriage, commands::RunEvaluateTriage>},
    {"evaluate-answered", "Measure how well it is known that nothing answers",
     With<commands::EvaluateAnsweredCommand, AddEvaluateAnswered, commands::RunEvaluateAnswered>},
    {"evaluate-suggest", "Measure suggestions while titles are typed",
     With<measure::SuggestEvaluation, AddEvaluateSuggest, commands::RunEvaluateSuggest>},
    {"evaluate-corrections", "Measure what is said to be meant by misspelt questions",
     With<commands::EvaluateCorrectionsCommand, AddEvaluateCorrections,
          commands::RunEvaluateCorrections>},
    {"compare", "Compare two evaluations query by query",
     With<commands::CompareCommand, AddCompare, commands::RunCompare>},
    {"tune", "Search better numbers of the ranking",
     With<commands::TuneCommand, AddTune, commands::RunTune>},
}};

bool IsColourTerminal() {
  const char* term = std::getenv("TERM");
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) != 0 && (no_color == nullptr || *no_color == '\0') &&
         term != nullptr && std::string_view(term) != "dumb";
}

int Main(int argc, char** argv) {
  CLI::App app("Searches a knowledge base of support articles, and measures how well.",
               "funnel-searcher");
  app.require_subcommand(1);
  app.set_version_flag("--version", base::VersionLine("funnel-searcher"));
  app.footer(
      "Example:\n  funnel-searcher search --kb kb printer stays offline\n"
      "funnel-searcher COMMAND --help tells more. Exit codes: 0 done, 1 failed, 2 usage.");
  std::vector<std::pair<const CLI::App*, Runner>> runners;
  for (const Subcommand& subcommand : kSubcommands) {
    CLI::App* sub = app.add_subcommand(subcommand.name, subcommand.help);
    runners.emplace_back(sub, subcommand.add(sub));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? commands::kExitOk : commands::kExitUsage;
  }

  std::ios::sync_with_stdio(false);
  commands::CommandIo io{std::cin, std::cout, std::cerr, IsColourTerminal(),
                         isatty(STDERR_FILENO) != 0};
  int exit_code = commands::kExitUsage;
  for (const auto& [sub, run] : runners) {
    if (sub->parsed()) exit_code = run(io);
  }
  if (!std::cout.flush()) {
    std::cerr << "funnel-searcher: error: standard output could not be written\n";
    return commands::kExitFailed;
  }
  return exit_code;
}

}  // namespace
}  // namespace funnel

int main(int argc, char** argv) {
  try {
    return funnel::Main(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "funnel-searcher: internal error: " << error.what() << '\n';
    return funnel::commands::kExitFailed;
  }
}
