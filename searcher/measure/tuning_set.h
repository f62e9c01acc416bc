// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>

#include "funnel/result.h"
#include "searcher/measure/lines.h"
#include "searcher/measure/tuning.h"

namespace funnel::measure {

/// A collection (a folder with queries.jsonl and qrels.tsv) that was indexed into `base`, as a set
/// to tune on, named after its folder. At most `max_per_type` judged queries of each language and
/// type are asked, always the same ones (0: all). Bad lines go to `report` and are skipped.
/// Fails with kNotFound, and with kInvalidInput where no query is judged.
Result<TuningSet> LoadTuningSet(const std::filesystem::path& collection,
                                const std::filesystem::path& base, std::size_t max_per_type,
                                const Report& report);

}  // namespace funnel::measure
