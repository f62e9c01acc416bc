// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::text {

/// Markdown with the marks of publishing systems taken out, which CommonMark would show as text
/// (code blocks stay as they are):
///   [!NOTE] [!INCLUDE [name](path)] [!VIDEO url]   dropped (docs.microsoft.com, GitHub, Adobe);
///   the
///                                                  quote around a note stays
///   [!INCLUDE [pn_product_name](path)]             the name of the product
///   [!DNL words] [!UICONTROL words]                the words
///   ::: zone ...                                   dropped; :::image alt-text="words":::  the
///   words
///   {{< name ... >}} {{% name ... %}}              dropped (Hugo), but for text="words": the
///   words,
///                                                  and the names of headings, terms and tabs
///   # Heading {#anchor}                            the heading
std::string StripPublishingMarks(std::string_view markdown);

}  // namespace funnel::text
