// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/care/progress.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace funnel::care {

Progress::Progress(cli::Console& console, bool bar, const std::atomic<bool>& interrupted)
    : bar_(console.err, kSteps, bar),
      callbacks_{[this, &console](const std::string& line) {
                   bar_.Clear();
                   console.err << line << '\n';
                 },
                 [this](std::size_t done, std::size_t total) {
                   bar_.Show(kSteps * done / std::max<std::size_t>(total, 1), done);
                 },
                 [&interrupted] { return interrupted.load(); }} {}

}  // namespace funnel::care
