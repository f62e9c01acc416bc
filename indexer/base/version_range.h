// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::base {

/// A place among versions: where one begins, or behind all that begin with it. Its parts are
/// numbers, compared as such, and words ("2019 r2": 2019, r, 2): 5.2 comes before 5.20, "rc1"
/// before a number; zeros at the end change nothing.
struct VersionBound {
  std::vector<std::string> parts;
  bool behind = false;
};

/// Versions from `low` to before `high`; without one of them there is no end on that side.
struct VersionRange {
  std::optional<VersionBound> low, high;
  /// Written as a range: it is for all versions in it. Else it is one version, and `low` is that.
  bool range = false;
};

/// The versions that a text names, in any case: "5.2", "v5.2.1", "2019 R2"; ranges: "5.x", "5.0 -
/// 5.4", "5.0 to 5.4", ">=3.1", ">=3.1 <4", "3.1+", "3.1 and later", "up to 4.2" (what Japanese,
/// Chinese and Korean write for these, too); several with a comma or semicolon between. None where
/// the text has no number.
std::vector<VersionRange> ParseVersions(std::string_view text);

/// How what is asked compares.
enum class VersionOrder { kEqual, kLess, kAtMost, kGreater, kAtLeast };

/// The versions that compare so with `asked`: those that begin with it, or are in it, are equal.
VersionRange Compared(VersionOrder order, const VersionRange& asked);

/// Whether an article for `has` is one for a version in `asked`: a version lies in it, a range
/// shares some with it.
bool Meet(const VersionRange& asked, const VersionRange& has);

}  // namespace funnel::base
