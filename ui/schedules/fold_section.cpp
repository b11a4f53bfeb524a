#include "ui/schedules/fold_section.h"

#include "widgets/kit/icons.h"
#include "widgets/kit/style_controls.h"
#include "widgets/kit/theme.h"

#include <QAbstractButton>
#include <QPainter>
#include <QStyleOption>
#include <QVBoxLayout>

namespace slipway {

namespace {
constexpr int headerHeight = 36;
constexpr int chevronSize = 14;
} // namespace

// The heading: chevron, title, and at the right what is inside.
class FoldHeader : public QAbstractButton
{
public:
    FoldHeader(const QString &title, QWidget *parent) : QAbstractButton(parent)
    {
        setText(title);
        setCheckable(true);
        setChecked(true);
        setFocusPolicy(Qt::StrongFocus);
        setFixedHeight(headerHeight);
        say();
    }

    void setSummary(const QString &summary)
    {
        m_summary = summary;
        say();
    }
    void setFaults(int count)
    {
        m_faults = count;
        say();
    }
    QString words() const
    {
        if (m_faults == 0)
            return m_summary;
        return m_faults == 1 ? FoldSection::tr("1 field to put right")
                             : FoldSection::tr("%1 fields to put right").arg(m_faults);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme theme = Theme::of(this);
        QStyleOption option;
        option.initFrom(this);
        painter.fillRect(QRect(0, 0, width(), 1), theme.colour(Token::Border));
        if (underMouse() && isEnabled())
            painter.fillRect(rect().adjusted(0, 1, 0, 0), theme.hover());
        const Icon chevron = isChecked() ? Icon::ChevronDown : Icon::ChevronRight;
        paintIcon(&painter, chevron, QRectF(spacing::l - 2, (height() - chevronSize) / 2.0, chevronSize, chevronSize),
                  theme.colour(Token::TextMuted));
        const int left = spacing::l + chevronSize + spacing::xs;
        const QFont large = textFont(TextSize::Section);
        painter.setFont(large);
        painter.setPen(theme.colour(Token::Text));
        painter.drawText(QRect(left, 0, width() - left, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
        const int used = left + QFontMetrics(large).horizontalAdvance(text()) + spacing::l;
        const QFont small = textFont(TextSize::Caption);
        painter.setFont(small);
        painter.setPen(m_faults > 0 ? theme.state(StateKind::Failure) : theme.colour(Token::TextMuted));
        const QRect place(used, 0, width() - used - spacing::l, height());
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignRight,
                         QFontMetrics(small).elidedText(words(), Qt::ElideRight, place.width()));
        if (controls::showsFocus(&option))
            controls::focusRing(&painter, rect().adjusted(1, 2, -1, -1), theme, metric::controlRadius);
    }

private:
    void say()
    {
        const QString now = words();
        setAccessibleName(text());
        setAccessibleDescription(now);
        setToolTip(now);
        update();
    }

    QString m_summary;
    int m_faults = 0;
};

FoldSection::FoldSection(const QString &title, const QString &objectName, QWidget *content, QWidget *parent)
    : QWidget(parent), m_header(new FoldHeader(title, this)), m_body(new QWidget(this))
{
    m_header->setObjectName(objectName);
    auto *inside = new QVBoxLayout(m_body);
    inside->setContentsMargins(spacing::l, spacing::xs, spacing::l, spacing::l);
    inside->addWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_body);
    connect(m_header, &QAbstractButton::toggled, m_body, &QWidget::setVisible);
}

void FoldSection::setSummary(const QString &summary)
{
    m_header->setSummary(summary);
}

void FoldSection::setFaults(int count)
{
    m_header->setFaults(count);
}

void FoldSection::setFolded(bool folded)
{
    m_header->setChecked(!folded);
}

bool FoldSection::isFolded() const
{
    return !m_header->isChecked();
}

QString FoldSection::headline() const
{
    return m_header->words();
}

} // namespace slipway
