// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/embedded.h"

namespace funnel::site {

std::string_view EmbeddedText(std::string_view name) {
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    if (file.name == name) return file.text;
  }
  return {};
}

}  // namespace funnel::site
