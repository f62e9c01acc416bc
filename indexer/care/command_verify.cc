// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/command_verify.h"

#include <fmt/format.h>

#include <memory>

#include "indexer/care/progress.h"
#include "indexer/care/verify.h"
#include "indexer/cli/output.h"

namespace funnel::care {

namespace {

cli::Runner AddVerify(cli::Options& options) {
  auto command = std::make_shared<VerifyCommand>();
  options.AddBase(command->kb);
  options.AddNumber("--every", "N", command->every, 1'000'000'000,
                    "Compare only one article of so many with its text; the databases are always "
                    "read whole");
  options.AddFlag("--json", command->json,
                  "Print {databases, articles, errors, warnings, findings: [{file, line, column, "
                  "severity, rule, message}]}");
  return [command](cli::Process& process) {
    return RunVerify(*command, process.console, process.interrupted);
  };
}

}  // namespace

const cli::Subcommand kVerifyCommand = {
    .name = "verify",
    .description = "Look for damage in a knowledge base, and say how to repair it",
    .footer =
        "Reads only; searching and publishing go on. Exit code 1 when anything is damaged.\n"
        "Example:\n  funnel-indexer verify --kb kb",
    .add = AddVerify,
};

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
