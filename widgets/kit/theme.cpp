#include "widgets/kit/theme.h"

#include "widgets/kit/slipway_style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QWidget>

#include <array>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

using Pair = std::array<QRgb, 2>; // light, dark

constexpr std::array<Pair, 12> tokens{{
    {0xFFF5F6F8, 0xFF14171C}, // Window
    {0xFFFFFFFF, 0xFF1B1F26}, // Surface
    {0xFFECEFF3, 0xFF101317}, // Sunken
    {0xFFFFFFFF, 0xFF242A33}, // Raised
    {0xFFD9DDE3, 0xFF2F3641}, // Border
    {0xFFB5BDC9, 0xFF465061}, // BorderStrong
    {0xFF1B2330, 0xFFE6EAF0}, // Text
    {0xFF566072, 0xFFA2ACBB}, // TextMuted
    {0xFF8E97A6, 0xFF667080}, // TextDisabled
    {0xFF2458D6, 0xFF7AA7FF}, // Accent
    {0xFFFFFFFF, 0xFF0B1220}, // OnAccent
    {0xFFDCE7FF, 0xFF24375F}, // Selection
}};

constexpr std::array<Pair, 8> states{{
    {0xFF14753B, 0xFF5FCB8B}, // Success
    {0xFF1F5FD1, 0xFF7AA7FF}, // Running
    {0xFF8A5A00, 0xFFE3B341}, // Waiting
    {0xFF596373, 0xFFA2ACBB}, // Queued
    {0xFFBE1E37, 0xFFFF8592}, // Failure
    {0xFFBE1E37, 0xFFFF8592}, // Stopped
    {0xFF2F6388, 0xFF86B9DB}, // Frozen
    {0xFF6A4FB3, 0xFFB7A6F5}, // DryRun
}};

QColor mix(const QColor &over, const QColor &ground, double share)
{
    const auto blend = [share](int a, int b) { return qRound(a * share + b * (1.0 - share)); };
    return QColor(blend(over.red(), ground.red()), blend(over.green(), ground.green()),
                  blend(over.blue(), ground.blue()));
}

QString firstInstalled(const QStringList &wanted)
{
    const QStringList families = QFontDatabase::families();
    for (const QString &family : wanted) {
        if (families.contains(family))
            return family;
    }
    return {};
}

// Inter where it is installed, with Noto for what Inter does not draw; otherwise what the system uses.
QFont interfaceFont(const QFont &system)
{
    QStringList families;
    for (const QString &family : {u"Inter"_s, u"Noto Sans"_s, u"Noto Sans CJK SC"_s}) {
        if (QFontDatabase::families().contains(family))
            families.append(family);
    }
    families.append(system.families());
    QFont font = system;
    font.setFamilies(families);
    font.setPointSizeF(qMax(system.pointSizeF(), 9.75)); // 13 pixels at 96 dpi
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace

Theme Theme::of(const QPalette &palette)
{
    return Theme(palette.color(QPalette::Active, QPalette::Window).lightness() < 128 ? ColourMode::Dark
                                                                                     : ColourMode::Light);
}

Theme Theme::of(const QWidget *widget)
{
    return widget ? of(widget->palette()) : current();
}

Theme Theme::current()
{
    return of(QGuiApplication::palette());
}

QColor Theme::colour(Token token) const
{
    return QColor::fromRgba(tokens.at(size_t(token)).at(size_t(m_mode)));
}

QColor Theme::state(StateKind kind) const
{
    return QColor::fromRgba(states.at(size_t(kind)).at(size_t(m_mode)));
}

QColor Theme::tint(StateKind kind) const
{
    return mix(state(kind), colour(Token::Surface), isDark() ? 0.18 : 0.12);
}

QColor Theme::hover() const
{
    return mix(colour(Token::Text), colour(Token::Surface), isDark() ? 0.08 : 0.05);
}

QColor Theme::pressed() const
{
    return mix(colour(Token::Text), colour(Token::Surface), isDark() ? 0.14 : 0.10);
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [this, &palette](QPalette::ColorRole role, Token token) {
        palette.setColor(QPalette::All, role, colour(token));
    };
    set(QPalette::Window, Token::Window);
    set(QPalette::Base, Token::Surface);
    set(QPalette::AlternateBase, Token::Window);
    set(QPalette::Button, Token::Surface);
    set(QPalette::ToolTipBase, Token::Raised);
    set(QPalette::Mid, Token::Border);
    set(QPalette::Midlight, Token::Border);
    set(QPalette::Dark, Token::BorderStrong);
    set(QPalette::Light, Token::Surface);
    set(QPalette::Shadow, Token::Sunken);
    set(QPalette::Highlight, Token::Selection);
    set(QPalette::Link, Token::Accent);
    set(QPalette::LinkVisited, Token::Accent);
    set(QPalette::PlaceholderText, Token::TextDisabled);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::BrightText,
                            QPalette::ToolTipText, QPalette::HighlightedText}) {
        set(role, Token::Text);
        palette.setColor(QPalette::Disabled, role, colour(Token::TextDisabled));
    }
    palette.setColor(QPalette::Disabled, QPalette::Base, colour(Token::Window));
    return palette;
}

QFont textFont(TextSize size, const QFont &base)
{
    static constexpr std::array<double, 4> factors{0.86, 1.0, 1.15, 1.5};
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * factors.at(size_t(size)));
    if (size == TextSize::Section || size == TextSize::Title)
        font.setWeight(QFont::DemiBold);
    return font;
}

QFont textFont(TextSize size)
{
    return textFont(size, QGuiApplication::font());
}

QFont codeFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (const QString family = firstInstalled({u"JetBrains Mono"_s, u"Noto Sans Mono"_s, u"DejaVu Sans Mono"_s});
        !family.isEmpty())
        font.setFamilies({family, u"Noto Sans Mono CJK SC"_s});
    font.setPointSizeF(QGuiApplication::font().pointSizeF());
    font.setFixedPitch(true);
    return font;
}

ThemeController::ThemeController(QApplication &application, QObject *parent)
    : QObject(parent), m_application(application), m_system(Theme::of(QGuiApplication::palette()).mode())
{
    m_application.setStyle(new SlipwayStyle);
    m_application.setFont(interfaceFont(m_application.font()));
    apply();
}

ColourMode ThemeController::mode() const
{
    switch (m_choice) {
    case ThemeChoice::Light:
        return ColourMode::Light;
    case ThemeChoice::Dark:
        return ColourMode::Dark;
    case ThemeChoice::System:
        break;
    }
    return m_system;
}

void ThemeController::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
    emit changed(choice);
}

void ThemeController::apply()
{
    m_application.setPalette(Theme(mode()).palette());
}

} // namespace slipway
