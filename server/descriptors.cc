// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/descriptors.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <limits>
#include <system_error>

namespace funnel::server {

std::size_t RaiseDescriptorLimit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return std::numeric_limits<std::size_t>::max();
  const rlimit raised{limit.rlim_max, limit.rlim_max};
  if (::setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  return limit.rlim_cur;
}

std::size_t CountDescriptors() {
  std::error_code none;
  const std::filesystem::directory_iterator open("/proc/self/fd", none);
  // The folder itself is one of them.
  return none ? 0 : static_cast<std::size_t>(std::distance(begin(open), end(open))) - 1;
}

std::size_t CountTables(const std::filesystem::path& folder) {
  std::size_t tables = 0;
  std::error_code failed;
  for (auto at = std::filesystem::recursive_directory_iterator(folder, failed);
       !failed && at != end(at); at.increment(failed)) {
    tables += at->path().extension() == ".glass" ? 1 : 0;
  }
  return failed ? 0 : tables;
}

Result<void> CheckDescriptors(const DescriptorNeed& need, std::size_t limit) {
  if (need.Sum() <= limit) return {};
  const std::size_t fixed = need.open + need.connections;
  const std::size_t fit =
      limit <= fixed ? 0 : (limit - fixed) / std::max<std::size_t>(1, need.for_each);
  const std::string fewer = fit == 0 ? "" : fmt::format("serve with --threads {}, or ", fit);
  return Fail(ErrorCode::kInvalidInput,
              fmt::format("--threads {} may need {} open files, and only {} are allowed here: "
                          "{}raise the limit (ulimit -n {}; LimitNOFILE={} in a systemd unit)",
                          need.threads, need.Sum(), limit, fewer, need.Sum(), need.Sum()));
}

}  // namespace funnel::server
