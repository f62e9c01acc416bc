// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace funnel::learn {

/// The data files of this folder, compiled in. Each is a glossary file (indexer/learn/glossary.h)
/// with tabs between the languages.
std::string_view table_hardware();
std::string_view table_software();
std::string_view table_administration();
std::string_view table_business();
std::string_view table_support();
std::string_view table_actions();
std::string_view table_qualities();
std::string_view table_society();
std::string_view table_nature();
std::string_view table_general();

}  // namespace funnel::learn
