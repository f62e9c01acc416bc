// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::text {

/// Markdown without the remarks that authors leave for each other, which their tools keep from
/// readers:
///   <!-- remark -->                                    HTML
///   {% comment %} remark {% endcomment %}, {% # remark %}    Liquid: Jekyll, Zendesk
///   {/* remark */}                                     MDX
///   {# remark #}, {{/* remark */}}, {{!-- remark --}}  Jinja, Hugo, Handlebars
///   {{< comment >}} remark {{< /comment >}}            Hugo, also with % for < and >
///   %% remark %%                                       Obsidian
///   [//]: # (remark), [comment]: # (remark)            Markdown's idiom
/// What is in code, between {% raw %} and {% endraw %}, or behind a backslash is no remark. One
/// that never ends goes to the end of the text where its tool would take it so (HTML at the begin
/// of a line, Liquid's comment), and is text otherwise.
std::string WithoutRemarks(std::string_view markdown);

/// HTML without those of Liquid, Hugo and Handlebars: pages of Jekyll may have them; comments of
/// HTML are no text of a page anyhow.
std::string WithoutTemplateRemarks(std::string_view html);

}  // namespace funnel::text
