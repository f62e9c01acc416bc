// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/check/command_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "indexer/base/clock.h"
#include "indexer/base/known_language.h"
#include "indexer/check/check_run.h"
#include "indexer/cli/progress_bar.h"
#include "indexer/readers/unread_files.h"

namespace funnel::check {
namespace {

/// Every rule's name, for --skip.
constexpr const char* kRules[] = {
    "curation",      "date",         "date-order",      "dead-anchor",
    "dead-link",     "duplicate-id", "email-address",   "encoding",
    "front-matter",  "future-date",  "language",        "language-tag",
    "link-case",     "misspelt-key", "missing-image",   "missing-section",
    "missing-title", "password",     "private-key",     "repeated-key",
    "review-due",    "token",        "too-long",        "too-thin",
    "unknown-key",   "unknown-pin",  "unknown-related", "unread-files",
    "unreadable"};

/// Prints diagnostics as they come, and counts them.
class Printer {
 public:
  Printer(const CheckCommand& command, std::ostream& out)
      : json_(command.json), skipped_(command.skipped.begin(), command.skipped.end()), out_(out) {}

  void Print(const cli::Diagnostic& diagnostic) {
    if (skipped_.contains(diagnostic.rule)) return;
    // A key that a whole repository uses is worth one line, not thousands.
    if (!json_ && diagnostic.rule == "unknown-key" && ++repeats_[diagnostic.message] > 1) {
      return;
    }
    ++(diagnostic.severity == cli::Severity::kError ? errors_ : warnings_);
    ++rules_[diagnostic.rule];
    if (json_) {
      out_ << (errors_ + warnings_ == 1 ? "[\n" : ",\n") << cli::ToJson(diagnostic);
    } else {
      out_ << diagnostic.ToString() << '\n';
    }
  }

  void Finish() {
    if (json_) out_ << (errors_ + warnings_ == 0 ? "[]\n" : "\n]\n");
  }

  std::size_t errors() const { return errors_; }

  std::string Summary(std::size_t articles, std::size_t rules) const {
    std::string text = fmt::format("checked {} articles", articles);
    if (rules > 0) text += fmt::format(" and {} files of rules", rules);
    text += fmt::format(": {} errors, {} warnings", errors_, warnings_);
    for (auto rule = rules_.begin(); rule != rules_.end(); ++rule) {
      text +=
          fmt::format("{}{} {}", rule == rules_.begin() ? " (" : ", ", rule->first, rule->second);
    }
    if (!rules_.empty()) text += ")";
    const auto more = std::count_if(repeats_.begin(), repeats_.end(),
                                    [](const auto& one) { return one.second > 1; });
    if (more > 0) text += "; an unknown key is shown once, though other files have it too";
    return text;
  }

 private:
  bool json_;
  std::set<std::string> skipped_;
  std::ostream& out_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  std::map<std::string, std::size_t> rules_;
  std::map<std::string, std::size_t> repeats_;
};

/// Checks a file of rules.
template <class Report>
void CheckRules(const readers::CurationFile& file, const curation::PinTargets& targets,
                const Report& report) {
  const auto bytes = curation::ReadCurationFile(file);
  if (!bytes) {
    return report({file.name, 0, 0, cli::Severity::kError, "unreadable", bytes.error().message});
  }
  for (const cli::Diagnostic& diagnostic : curation::CheckCuration(*bytes, file, targets))
    report(diagnostic);
}

cli::ExitCode Refuse(cli::Console& console, const std::string& message,
                     cli::ExitCode code = cli::ExitCode::kFailed) {
  console.err << "funnel-indexer: error: " << message << '\n';
  return code;
}

cli::Runner AddCheck(cli::Options& options) {
  auto command = std::make_shared<CheckCommand>();
  options.Add("--kb", "DIR", command->kb,
              "A knowledge base: its articles count when ids are compared");
  AddCheckOptions(options, *command);
  options.AddFlag("--json", command->json,
                  "Print an array of {file, line, column, severity, rule, message}");
  options.Add("path", "PATH...", command->paths, "Files and folders, as for index").Required();
  return [command](cli::Process& process) {
    return RunCheck(*command, process.console, process.interrupted);
  };
}

}  // namespace

void AddCheckOptions(cli::Options& options, CheckCommand& command) {
  options.AddFallbackLanguage(command.lang);
  options.Add("--allow", "TEXT", command.allowed,
              "An e-mail address, a domain, or a sample password or key that may be published; "
              "may be repeated");
  options.Add("--allow-file", "FILE", command.allow_files,
              "A text file with one of these on each line; # begins a comment");
  options
      .Add("--skip", "RULE", command.skipped,
           "A rule that shall not be applied, by the name that --json and the summary show; "
           "may be repeated")
      .OneOf(std::vector<std::string>(std::begin(kRules), std::end(kRules)));
}

const cli::Subcommand kCheckCommand = {
    .name = "check",
    .description = "Check articles before they are published",
    .footer =
        "Prints file:line:column: error|warning: what is wrong, and what to do. Looks at keys, "
        "dates,\nlinks, pictures, language, headings, length, ids, and at what must not be "
        "published:\npasswords, tokens, private keys, people's e-mail addresses. Looks at the "
        "files of rules in a\n"
        "folder curation too. Exit code 1 when there are errors.\n"
        "Example:\n  funnel-indexer check --allow tamarind.example corpus/",
    .add = AddCheck,
};

Result<CheckOptions> CheckOptionsOf(const CheckCommand& command) {
  CheckOptions options;
  if (!command.lang.empty()) {
    auto tag = base::KnownLanguage(command.lang);
    if (!tag) return Fail(ErrorCode::kInvalidInput, "--lang: " + tag.error().message);
    options.lang = std::move(*tag);
  }
  for (const std::string& entry : command.allowed) options.allowed.Add(entry);
  for (const std::string& file : command.allow_files) {
    if (auto added = options.allowed.AddFile(file); !added) return Fail(added.error());
  }
  options.today = base::UtcToday();
  return options;
}

cli::ExitCode RunCheck(const CheckCommand& command, cli::Console& console,
                       const std::atomic<bool>& interrupted) {
  auto read_options = CheckOptionsOf(command);
  if (!read_options) {
    return Refuse(console, read_options.error().message,
                  read_options.error().code == ErrorCode::kInvalidInput ? cli::ExitCode::kUsage
                                                                        : cli::ExitCode::kFailed);
  }
  CheckOptions options = std::move(*read_options);
  std::optional<store::ArticleLookup> stored;
  if (!command.kb.empty()) {
    auto opened = store::ArticleLookup::Open(command.kb);
    if (!opened) return Refuse(console, opened.error().message);
    stored = std::move(*opened);
  }
  LinkTargets links(LinkRoots(command.paths));
  options.links = &links;

  const readers::FoundFiles found = readers::FindFiles(command.paths);
  std::uint64_t total = 0;
  for (const readers::SourceFile& file : found.files) total += file.bytes;
  Printer printer(command, console.out);
  CollectionCheck collection(stored ? &*stored : nullptr);
  cli::ProgressBar bar(console.err, total, console.terminal && !command.json);
  const auto report = [&](const cli::Diagnostic& diagnostic) {
    bar.Clear();
    printer.Print(diagnostic);
  };
  for (const std::string& line : found.errors) {
    const std::string name = line.substr(0, line.find(": error: "));
    report(cli::ParseDiagnosticLine(line, name, "unreadable", cli::Severity::kError));
  }
  if (!found.unread.empty()) {
    report({command.paths.front(), 0, 0, cli::Severity::kWarning, "unread-files",
            readers::UnreadSummary(found.unread)});
  }
  const auto articles =
      CheckFiles(found.files, options, collection,
                 {report, [&](std::uint64_t bytes, std::size_t count) { bar.Show(bytes, count); },
                  [&] { return interrupted.load(); }});
  if (articles && !interrupted) {
    for (const cli::Diagnostic& found_twice : curation::CheckCurationFiles(found.curation))
      report(found_twice);
    const curation::PinTargets targets = collection.Targets();
    for (const readers::CurationFile& file : found.curation) CheckRules(file, targets, report);
  }
  bar.Clear();
  printer.Finish();
  if (!articles) return Refuse(console, articles.error().message);
  if (interrupted) {
    console.err << "funnel-indexer: interrupted\n";
    return cli::ExitCode::kInterrupted;
  }
  console.err << printer.Summary(*articles, found.curation.size()) << '\n';
  return printer.errors() == 0 ? cli::ExitCode::kOk : cli::ExitCode::kFailed;
}

}  // namespace funnel::check
