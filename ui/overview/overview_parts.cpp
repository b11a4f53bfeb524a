#include "ui/overview/overview_parts.h"

#include "models/items/regions.h"
#include "ui/shell/engine_presenter.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/share_bar.h"
#include "widgets/kit/state_chip.h"
#include "widgets/kit/style_controls.h"

#include <QAbstractButton>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>
#include <QVBoxLayout>

#include <array>

namespace slipway {
namespace {

using namespace Qt::StringLiterals;

// A row's ground reaches beyond the text above it, so that the row's own content stands below that text.
constexpr int rowInset = spacing::s;

// A line of the checklist; the whole line is the button that leads to the step's page.
class StepRow : public QAbstractButton
{
public:
    StepRow(int number, QWidget *parent) : QAbstractButton(parent), m_number(number)
    {
        setObjectName(u"step%1"_s.arg(number));
        setFixedHeight(50);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override { return {320, 50}; }
    void setStep(const GettingStartedStep &step, bool current)
    {
        m_step = step;
        m_current = current;
        setAccessibleName(step.done ? tr("Step %1, done: %2").arg(m_number).arg(step.title)
                                    : tr("Step %1: %2").arg(m_number).arg(step.title));
        setAccessibleDescription(step.text);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme theme = Theme::of(this);
        if (m_current || underMouse())
            controls::roundedBox(&painter, rect(), m_current ? theme.colour(Token::Selection) : theme.hover(), {},
                                 metric::radius);
        QStyleOption option;
        option.initFrom(this);
        if (controls::showsFocus(&option))
            controls::focusRing(&painter, rect(), theme, metric::radius);
        paintMark(&painter, theme);
        const QRect text = rect().adjusted(44, 7, -36, -7);
        painter.setFont(textFont(TextSize::Body));
        painter.setPen(theme.colour(Token::Text));
        painter.drawText(text, Qt::AlignLeft | Qt::AlignTop, m_step.title);
        painter.setFont(textFont(TextSize::Caption));
        painter.setPen(theme.colour(Token::TextMuted));
        painter.drawText(text, Qt::AlignLeft | Qt::AlignBottom,
                         QFontMetrics(painter.font()).elidedText(m_step.text, Qt::ElideRight, text.width()));
        if (m_current || underMouse())
            paintIcon(&painter, Icon::ChevronRight, QRectF(width() - 28, (height() - 16) / 2.0, 16, 16),
                      theme.colour(m_current ? Token::Accent : Token::TextMuted));
    }

private:
    void paintMark(QPainter *painter, const Theme &theme) const
    {
        const QRectF mark(rowInset, (height() - 24) / 2.0, 24, 24);
        if (m_step.done) {
            paintIcon(painter, Icon::CheckCircle, mark, theme.state(StateKind::Success));
            return;
        }
        controls::roundedBox(painter, mark, m_current ? theme.colour(Token::Accent) : QColor(),
                             m_current ? QColor() : theme.colour(Token::BorderStrong), 12);
        painter->setFont(textFont(TextSize::Caption));
        painter->setPen(theme.colour(m_current ? Token::OnAccent : Token::TextMuted));
        painter->drawText(mark, Qt::AlignCenter, QString::number(m_number));
    }

    int m_number;
    bool m_current = false;
    GettingStartedStep m_step;
};

class ServiceRow : public QAbstractButton
{
public:
    ServiceRow(const Service &service, QWidget *parent) : QAbstractButton(parent), m_service(service)
    {
        setObjectName(u"service."_s + service.name);
        setFixedHeight(44);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setCursor(Qt::PointingHandCursor);
        setAccessibleName(tr("Service %1, %2").arg(service.name, stateCell(service.state).word));
        setToolTip(service.message);
    }
    QSize sizeHint() const override { return {320, 44}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Theme theme = Theme::of(this);
        if (underMouse())
            controls::roundedBox(&painter, rect(), theme.hover(), {}, metric::radius);
        QStyleOption option;
        option.initFrom(this);
        if (controls::showsFocus(&option))
            controls::focusRing(&painter, rect(), theme, metric::radius);
        const StateCell state = stateCell(m_service.state);
        paintIcon(&painter, stateIcon(state.kind), QRectF(rowInset, 13, 18, 18), theme.state(state.kind));
        const QRect text = rect().adjusted(38, 0, -rowInset, 0);
        painter.setPen(theme.colour(Token::Text));
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, m_service.name);
        painter.setPen(theme.colour(Token::TextMuted));
        const QString facts = m_service.currentVersion > 0 ? tr("version %1  ·  %2 of %3 instances ready")
                                                                 .arg(m_service.currentVersion)
                                                                 .arg(m_service.readyInstances)
                                                                 .arg(m_service.instances)
                                                           : tr("no version yet");
        painter.drawText(text.adjusted(220, 0, -110, 0), Qt::AlignLeft | Qt::AlignVCenter, facts);
        painter.setPen(theme.state(state.kind));
        painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, state.word);
    }

private:
    Service m_service;
};

QLabel *stateShape(StateKind kind, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setPixmap(icon(kind).pixmap(QSize(16, 16), parent->devicePixelRatioF()));
    return label;
}

// A grid of facts made anew; its holder replaces the one before.
QGridLayout *freshGrid(QWidget *&holder, QWidget *parent)
{
    delete holder;
    holder = new QWidget(parent);
    auto *grid = new QGridLayout(holder);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(1, 1);
    grid->setHorizontalSpacing(spacing::m);
    grid->setVerticalSpacing(spacing::xs + 2);
    return grid;
}

} // namespace

StepsCard::StepsCard(QWidget *parent)
    : Card(tr("Scheduled model deployment in six steps"), parent),
      m_progress(textLabel(QString(), TextSize::Body, this, true))
{
    setObjectName(u"stepsCard"_s);
    addHeaderWidget(m_progress);
    body()->setSpacing(2);
    setRowInset(rowInset);
    for (int number = 1; number <= 6; ++number) {
        auto *row = new StepRow(number, this);
        connect(row, &QAbstractButton::clicked, this, [this, number] { emit stepChosen(number - 1); });
        m_rows.append(row);
        body()->addWidget(row);
    }
}

void StepsCard::show(const QList<GettingStartedStep> &steps, int current)
{
    int done = 0;
    for (int at = 0; at < m_rows.size() && at < steps.size(); ++at) {
        static_cast<StepRow *>(m_rows.at(at))->setStep(steps.at(at), at == current);
        done += steps.at(at).done ? 1 : 0;
    }
    const bool known = done > 0 || current >= 0;
    m_progress->setText(known ? tr("%1 of %2 done").arg(done).arg(steps.size()) : QString());
}

TodayCard::TodayCard(QWidget *parent)
    : Card(tr("Today's instances"), parent),
      m_bar(new ShareBar(this)),
      m_none(textLabel(tr("Nothing was or is scheduled today."), TextSize::Body, this, true, true))
{
    setObjectName(u"todayCard"_s);
    QPushButton *open = linkButton(tr("Open"), u"todayOpen"_s, this);
    open->setAccessibleName(tr("Open the Operation Center"));
    addHeaderWidget(open);
    connect(open, &QPushButton::clicked, this, &TodayCard::opened);
    body()->addWidget(m_bar);
    body()->addWidget(m_none);
    body()->addStretch();
}

void TodayCard::show(const OverviewPresenter::DayCounts &counts)
{
    fill(counts, [](int count) { return QString::number(count); });
    m_none->setVisible(counts.total() == 0);
}

void TodayCard::showUnknown()
{
    fill({}, [](int) { return u"–"_s; });
    m_none->hide();
}

void TodayCard::fill(const OverviewPresenter::DayCounts &counts, const std::function<QString(int)> &words)
{
    const std::array<std::pair<Share, QString>, 5> parts{{
        {{StateKind::Success, counts.succeeded}, tr("Successful")},
        {{StateKind::Failure, counts.failed}, tr("Failed or stopped")},
        {{StateKind::Running, counts.running}, tr("Running")},
        {{StateKind::Queued, counts.queued}, tr("Queued for a slot")},
        {{StateKind::Waiting, counts.waiting}, tr("Waiting")},
    }};
    QGridLayout *legend = freshGrid(m_legend, this);
    QList<Share> shares;
    int row = 0;
    for (const auto &[share, word] : parts) {
        shares.append(share);
        legend->addWidget(stateShape(share.kind, this), row, 0);
        legend->addWidget(textLabel(word, TextSize::Body, this), row, 1);
        legend->addWidget(textLabel(words(share.count), TextSize::Body, this, share.count == 0), row, 2,
                          Qt::AlignRight);
        ++row;
    }
    m_bar->setShares(shares);
    body()->insertWidget(1, m_legend);
}

ServicesCard::ServicesCard(QWidget *parent) : Card(tr("Model services"), parent)
{
    setObjectName(u"servicesCard"_s);
}

QVBoxLayout *ServicesCard::freshList()
{
    delete m_list;
    m_list = new QWidget(this);
    body()->addWidget(m_list);
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    setRowInset(rowInset);
    return column;
}

void ServicesCard::show(const QList<Service> &services, const QString &region)
{
    QVBoxLayout *column = freshList();
    if (services.isEmpty())
        column->addWidget(textLabel(
            tr("No service in %1 yet. A run of a deployment script makes the first one.").arg(regionName(region)),
            TextSize::Body, m_list, true));
    column->setContentsMargins(services.isEmpty() ? QMargins(rowInset, 0, rowInset, 0) : QMargins());
    for (const Service &service : services) {
        auto *row = new ServiceRow(service, m_list);
        connect(row, &QAbstractButton::clicked, this,
                [this, service] { emit serviceChosen(service.region, service.name); });
        column->addWidget(row);
    }
}

void ServicesCard::showUnknown()
{
    QVBoxLayout *column = freshList();
    column->setContentsMargins(rowInset, 0, rowInset, 0);
    column->addWidget(textLabel(tr("Not read yet."), TextSize::Body, m_list, true));
}

EngineCard::EngineCard(QWidget *parent) : Card(tr("Engine"), parent)
{
    setObjectName(u"engineCard"_s);
    body()->addStretch();
}

void EngineCard::show(const EnginePresenter &engine)
{
    QGridLayout *grid = freshGrid(m_facts, this);
    const EngineStatus &status = engine.status();
    QList<std::pair<QString, QString>> facts{{tr("State"), engine.healthText()}};
    if (engine.hasStatus())
        facts << std::pair{tr("Version"), status.version}
              << std::pair{tr("Now"), engine.runningText() + u", "_s + engine.queuedText()}
              << std::pair{tr("Next"), engine.nextRun().isEmpty() ? tr("Nothing scheduled") : engine.nextRun()}
              << std::pair{tr("API"), status.apiAddress}
              << std::pair{tr("Gateway"), status.gatewayRunning ? status.gatewayAddress : status.gatewayProblem}
              << std::pair{tr("Data"), status.dataDir};
    int row = 0;
    for (const auto &[name, value] : facts) {
        grid->addWidget(textLabel(name, TextSize::Body, this, true), row, 0, Qt::AlignTop);
        auto *text = new ElidedLabel(this);
        text->setText(value);
        text->setElideMode(Qt::ElideMiddle);
        grid->addWidget(text, row, 1);
        ++row;
    }
    body()->insertWidget(0, m_facts);
}

} // namespace slipway
