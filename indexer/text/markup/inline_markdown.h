// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::text {

/// How text is set off.
enum class Emphasis : std::uint8_t { kStrong, kEmphasized, kDeleted };

/// Writes one paragraph of Markdown, piece by piece. What is given as text comes out of CommonMark
/// as that text, whatever it holds; white space is collapsed as a browser does.
class InlineMarkdown {
 public:
  /// Text, in UTF-8. Control characters read as spaces.
  void AddText(std::string_view text);

  /// `code` as a code span.
  void AddCode(std::string_view code);

  /// A picture with alternative text `alt`; the text alone where IsAllowedLink says no to `url`.
  void AddImage(std::string_view alt, std::string_view url);

  /// A link with these words; the words alone where IsAllowedLink says no to `url`.
  void AddLink(std::string_view words, std::string_view url);

  /// A forced end of line.
  void AddBreak();

  /// Text from Begin to End is set off. Calls nest; a kind within itself has no effect.
  void Begin(Emphasis kind);
  void End(Emphasis kind);

  /// What is added from here to EndLink leads to `url`, or nowhere where IsAllowedLink says no.
  void BeginLink(std::string_view url);
  void EndLink();

  /// The paragraph, and a fresh start. In `one_line` (for headings and cells of tables) a forced
  /// end of line is a space. Empty when nothing but white space was added. Emphasis that CommonMark
  /// would not see as such, between letters of Chinese for instance, is left out.
  std::string Take(bool one_line = false);

 private:
  enum class Kind : std::uint8_t { kText, kCode, kMarkdown, kBreak, kBegin, kEnd };
  struct Piece {
    Kind kind = Kind::kText;
    std::string text;  ///< Source text of kText; finished Markdown of kMarkdown.
    Emphasis emphasis = Emphasis::kStrong;
  };

  void AddMarkdown(std::string markdown);
  void FlushSpace(std::string_view next);
  void DropEmptyPairs();
  void DropWeakPairs();

  std::vector<Piece> pieces_;
  int open_[3] = {};                ///< How deep each kind of emphasis is nested.
  bool space_ = false;              ///< White space waits for what comes behind it.
  bool space_is_break_ = false;     ///< It held a line break of the source.
  std::vector<std::string> links_;  ///< Of the open links; empty for those that lead nowhere.
  std::vector<std::size_t> link_begins_;
};

}  // namespace funnel::text
