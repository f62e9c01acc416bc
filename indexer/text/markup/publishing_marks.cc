// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/publishing_marks.h"

#include "indexer/text/markup/cjk_emphasis.h"
#include "indexer/text/markup/mark_reader.h"

namespace funnel::text {

PublishedMarkdown ReadPublishingMarks(std::string_view markdown) {
  PublishedMarkdown published = MarkReader(markdown).Read();
  published.text = WithWideEmphasis(published.text);
  return published;
}

std::string StripPublishingMarks(std::string_view markdown) {
  return ReadPublishingMarks(markdown).text;
}

}  // namespace funnel::text
