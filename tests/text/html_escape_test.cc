// SPDX-License-Identifier: GPL-2.0-or-later
#include <doctest/doctest.h>

#include <string>

#include "indexer/base/html.h"

namespace funnel {
namespace {

TEST_CASE("EscapeHtml: what HTML gives a meaning, and nothing else") {
  CHECK(base::EscapeHtml("") == "");
  CHECK(base::EscapeHtml("印刷 a/b;c=`d`") == "印刷 a/b;c=`d`");
  CHECK(base::EscapeHtml("<a href=\"x\" id='y'>&amp;</a>") ==
        "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
  std::string out = "<p>";
  base::AppendEscapedHtml("1 < 2", out);
  CHECK(out == "<p>1 &lt; 2");
}

}  // namespace
}  // namespace funnel
