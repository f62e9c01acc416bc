// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <string>

#include "indexer/cli/subcommand.h"

namespace funnel::exports {

/// `funnel-indexer export`.
struct ExportCommand {
  std::filesystem::path kb = {};
  std::string jsonl = {};   ///< The file, "-" for standard output, or empty.
  std::string folder = {};  ///< The new folder, or empty.
  std::string audience =
      {};                 ///< Only what its readers see; empty: everything, unpublished as well.
  std::string lang = {};  ///< Only this language; any BCP 47 tag, or empty.
  bool json = false;
  bool quiet = false;
};

extern const cli::Subcommand kExportCommand;

/// Writes the articles, by language and id, and prints the summary: on standard error where the
/// articles go to standard output. An article that cannot be read or written is named, the rest
/// goes on, and the code is kFailed. Publishing goes on meanwhile (store::ArticleScan).
cli::ExitCode RunExport(const ExportCommand& command, cli::Console& console,
                        const std::atomic<bool>& interrupted);

}  // namespace funnel::exports
