// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "indexer/cli/subcommand.h"

namespace funnel::draft {

/// `funnel-indexer new`.
struct NewCommand {
  std::string lang;  ///< Any BCP 47 tag; empty: English, or the case's.
  std::string kind;  ///< Empty: article, or case with `case_file`.
  std::string title;
  std::vector<std::string> products;
  std::string id;
  std::string audience;   ///< Empty: public, or internal with `case_file`.
  std::string author;     ///< Empty: git's user.name, or $USER.
  std::string output;     ///< File to be made; empty: standard output.
  std::string case_file;  ///< A mail, log or ticket; "-" for standard input; empty: none.
  std::string kb;         ///< Folder of a knowledge base to look for similar articles, or empty.
};

extern const cli::Subcommand kNewCommand;

/// Writes the template, or the draft of a case. Never overwrites a file.
cli::ExitCode RunNew(const NewCommand& command, cli::Console& console, std::istream& in);

}  // namespace funnel::draft
