// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/commands/command_io.h"

#include "searcher/answer/response_json.h"

namespace funnel {

int ReportFailure(CommandIo& io, const Error& error) {
  io.err << "funnel-searcher: error: " << error.message << '\n';
  return kExitFailed;
}

Report ReportTo(CommandIo& io) {
  return [&err = io.err](const std::string& line) { err << line << '\n'; };
}

std::string ForTerminal(std::string_view text, bool keep_lines) {
  const std::string valid = ToValidUtf8(text);
  std::string out;
  out.reserve(valid.size());
  for (std::size_t i = 0; i < valid.size(); ++i) {
    const auto c = static_cast<unsigned char>(valid[i]);
    if (c == '\n' && keep_lines) {
      out += '\n';
    } else if (c < 0x20 || c == 0x7F) {
      out += ' ';
    } else if (c == 0xC2 && static_cast<unsigned char>(valid[i + 1]) < 0xA0) {
      out += ' ';  // U+0080 to U+009F: some terminals obey these as escape sequences.
      ++i;
    } else {
      out += valid[i];
    }
  }
  return out;
}

}  // namespace funnel
