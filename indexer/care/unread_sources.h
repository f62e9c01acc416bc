// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/care/survey.h"

namespace funnel::care {

/// Takes out of what `plan` removes the articles whose file is there still, in a format that is not
/// read: `unread` are such files. Gives their names, "en:printing/offline". Fails as
/// ArticleLookup::Find does.
Result<std::vector<std::string>> KeepUnread(publish::Publish& base, const std::filesystem::path& kb,
                                            const std::vector<std::string>& unread, SyncPlan& plan);

}  // namespace funnel::care
