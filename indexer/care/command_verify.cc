// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/command_verify.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "indexer/care/progress.h"
#include "indexer/care/verify.h"
#include "indexer/cli/output.h"

namespace funnel::care {

void AddVerify(CLI::App& app, VerifyCommand& command) {
  CLI::App* sub =
      app.add_subcommand("verify", "Look for damage in a knowledge base, and say how to repair it");
  sub->add_option("--kb", command.kb, "Folder of the knowledge base")->required()->type_name("DIR");
  sub->add_option("--every", command.every,
                  "Compare only one article of so many with its text; the databases are always "
                  "read whole")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000'000}))
      ->option_text("N");
  sub->add_flag("--json", command.json,
                "Print {databases, articles, errors, warnings, findings: [{file, line, column, "
                "severity, rule, message}]}");
  sub->footer(
      "Reads only; searching and publishing go on. Exit code 1 when anything is damaged.\n"
      "Example:\n  funnel-indexer verify --kb kb");
}

cli::ExitCode RunVerify(const VerifyCommand& command, cli::Console& console,
                        const std::atomic<bool>& interrupted) {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::string findings;
  Result<VerifyCounts> counts;
  {
    Progress progress(console, console.terminal && !command.json, interrupted);
    const auto report = [&](const cli::Diagnostic& found) {
      ++(found.severity == cli::Severity::kError ? errors : warnings);
      if (command.json) {
        findings += (findings.empty() ? "" : ",") + cli::ToJson(found);
      } else {
        progress.callbacks().report(found.ToString());
      }
    };
    counts = Verify(command.kb, command.every,
                    {report, progress.callbacks().progress, progress.callbacks().interrupted});
  }
  if (!counts) return cli::Refuse(console, counts.error());
  if (interrupted) {
    console.err << "funnel-indexer: interrupted\n";
    return cli::ExitCode::kInterrupted;
  }
  if (command.json) {
    console.out << fmt::format(
        "{{\"databases\":{},\"articles\":{},\"errors\":{},\"warnings\":{},\"findings\":[{}]}}\n",
        counts->databases, counts->articles, errors, warnings, findings);
  } else {
    console.out << fmt::format("verified {} databases, {} articles: {} errors, {} warnings\n",
                               counts->databases, counts->articles, errors, warnings);
  }
  return errors == 0 ? cli::ExitCode::kOk : cli::ExitCode::kFailed;
}

}  // namespace funnel::care
