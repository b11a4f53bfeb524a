#include "ui/schedules/preview_list.h"

#include "widgets/kit/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>

namespace slipway {

namespace {

constexpr int lineHeight = 22;

void colour(QLabel *label, const QColor &colour)
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, colour);
    label->setPalette(palette);
}

} // namespace

PreviewList::PreviewList(const QString &objectName, Font font, QWidget *parent)
    : QWidget(parent), m_font(font), m_grid(new QGridLayout(this))
{
    setObjectName(objectName);
    m_grid->setContentsMargins(spacing::m, spacing::s, spacing::m, spacing::s);
    m_grid->setHorizontalSpacing(spacing::m);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnStretch(2, 1);
}

void PreviewList::setLines(const QList<PreviewLine> &lines)
{
    if (lines == m_lines)
        return;
    m_lines = lines;
    update();
}

void PreviewList::setFurther(const QString &title, const QList<PreviewLine> &lines)
{
    if (lines == m_further && title == m_furtherTitle)
        return;
    m_furtherTitle = title;
    m_further = lines;
    update();
}

QString PreviewList::text() const
{
    QStringList texts;
    const auto add = [&texts](const PreviewLine &line) {
        QStringList parts{line.lead, line.text, line.note};
        parts.removeAll(QString());
        texts << parts.join(QLatin1Char(' '));
    };
    for (const PreviewLine &line : m_lines)
        add(line);
    if (!m_further.isEmpty())
        texts << m_furtherTitle;
    for (const PreviewLine &line : m_further)
        add(line);
    return texts.join(QLatin1Char('\n'));
}

void PreviewList::update()
{
    QList<PreviewLine> all = m_lines;
    if (!m_further.isEmpty())
        all << PreviewLine{{}, {}, {}, {}, {}} << m_further;
    for (qsizetype index = 0; index < all.size(); ++index)
        fill(rowAt(index), all[index]);
    for (qsizetype index = 0; index < m_rows.size(); ++index) {
        const bool used = index < all.size();
        m_rows[index].lead->setVisible(used && !all[index].lead.isEmpty());
        m_rows[index].text->setVisible(used);
        m_rows[index].note->setVisible(used);
    }
    if (!m_further.isEmpty())
        m_rows[m_lines.size()].text->setText(m_furtherTitle);
    dress();
    QWidget::update();
}

PreviewList::Row &PreviewList::rowAt(qsizetype index)
{
    while (m_rows.size() <= index) {
        const auto label = [this](int column, Qt::Alignment alignment) {
            auto *made = new QLabel(this);
            made->setTextFormat(Qt::PlainText);
            made->setMinimumHeight(lineHeight);
            made->setAlignment(alignment | Qt::AlignVCenter);
            made->setTextInteractionFlags(Qt::TextSelectableByMouse);
            m_grid->addWidget(made, static_cast<int>(m_rows.size()), column);
            return made;
        };
        m_rows << Row{label(0, Qt::AlignLeft), label(1, Qt::AlignLeft), label(2, Qt::AlignRight)};
        m_rows.last().note->setWordWrap(true);
    }
    return m_rows[index];
}

void PreviewList::fill(Row &row, const PreviewLine &line)
{
    const QFont text = m_font == Font::Code ? codeFont() : textFont(TextSize::Body);
    row.lead->setFont(text);
    row.text->setFont(text);
    row.note->setFont(textFont(TextSize::Caption));
    row.lead->setText(line.lead);
    row.text->setText(line.text);
    row.note->setText(line.note);
    for (QLabel *label : {row.lead, row.text, row.note})
        label->setToolTip(line.detail);
}

void PreviewList::dress()
{
    m_dressing = true;
    const Theme theme = Theme::current();
    for (qsizetype index = 0; index < m_rows.size(); ++index) {
        const bool title = !m_further.isEmpty() && index == m_lines.size();
        const qsizetype further = index - m_lines.size() - 1;
        const bool attention =
            (index < m_lines.size() && m_lines[index].tone == PreviewLine::Tone::Attention) ||
            (further >= 0 && further < m_further.size() && m_further[further].tone == PreviewLine::Tone::Attention);
        colour(m_rows[index].lead, theme.colour(Token::TextMuted));
        colour(m_rows[index].text, theme.colour(title ? Token::TextMuted : Token::Text));
        colour(m_rows[index].note, attention ? theme.state(StateKind::Waiting) : theme.colour(Token::TextMuted));
        if (title)
            m_rows[index].text->setFont(textFont(TextSize::Caption));
    }
    m_dressing = false;
}

void PreviewList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_dressing)
        dress();
}

void PreviewList::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.colour(Token::Sunken));
    painter.drawRoundedRect(rect(), metric::radius, metric::radius);
    if (m_further.isEmpty() || m_rows.size() <= m_lines.size())
        return;
    const int y = m_rows[m_lines.size()].text->geometry().top();
    painter.fillRect(QRect(spacing::m, y, width() - 2 * spacing::m, 1), theme.colour(Token::Border));
}

} // namespace slipway
