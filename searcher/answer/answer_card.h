// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "funnel/searcher.h"
#include "indexer/store/layout/article_record.h"

namespace funnel::answer {

/// The section in which byte `at` of the text stands; an empty one where none does.
HitSection SectionAt(const std::vector<store::SectionRecord>& sections, std::uint32_t at);

/// What an article says to do: the lines of its resolution, of several that which holds byte `at`
/// or is the next behind it; without any, of the section where that stands. With the sections below
/// it, and without its heading. At most a dozen lines, some 1,500 bytes. `url` is the caller's.
AnswerCard MakeCard(const store::HitRecord& article,
                    const std::vector<store::SectionRecord>& sections, std::uint32_t at);

}  // namespace funnel::answer
