#include "ui/operations/log_panel.h"

#include "ui/operations/log_presenter.h"
#include "ui/operations/log_saver.h"
#include "widgets/kit/buttons.h"
#include "widgets/kit/card.h"
#include "widgets/kit/filter_line.h"
#include "widgets/kit/message_bar.h"
#include "widgets/kit/theme.h"
#include "widgets/logview/log_view.h"

#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

namespace slipway {

namespace {
constexpr qint64 showProgressAfter = 1000; // ms

QString bytesInWords(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}
} // namespace

LogPanel::LogPanel(LogPresenter &log, QWidget *parent)
    : QWidget(parent),
      m_log(log),
      m_caption(new ElidedLabel(this)),
      m_view(new LogView(this)),
      m_bar(new MessageBar(this))
{
    m_view->setObjectName(QStringLiteral("runLogView"));
    m_view->setAccessibleName(tr("Run log"));
    m_view->setFont(codeFont());
    m_view->setWindow(&log.window());
    dress();
    m_caption->setMuted(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeTools());
    layout->addWidget(m_bar);
    layout->addWidget(m_view, 1);

    connect(m_view, &LogView::topReached, &m_log, &LogPresenter::loadOlder);
    connect(m_view, &LogView::followingChanged, m_follow, &QToolButton::setChecked);
    connect(m_follow, &QToolButton::toggled, m_view, &LogView::setFollowing);
    connect(m_bar, &MessageBar::retryRequested, &m_log, &LogPresenter::retry);
    connect(m_bar, &MessageBar::dismissed, this, [this] { delete m_saver.data(); });
    connect(&m_log, &LogPresenter::stateChanged, this, &LogPanel::updateState);
    updateState();
}

QWidget *LogPanel::makeTools()
{
    auto *tools = new QWidget(this);
    auto *search = new FilterLine(tr("Search the log"), tools);
    search->setObjectName(QStringLiteral("logSearch"));
    search->setAccessibleName(tr("Search the log"));
    search->setFixedWidth(220);
    m_search = search;
    m_follow = iconButton(Icon::Follow, tr("Follow the end"), QStringLiteral("logFollow"), tools);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    QToolButton *up = iconButton(Icon::ChevronUp, tr("Previous match"), QStringLiteral("logPreviousMatch"), tools);
    QToolButton *down = iconButton(Icon::ChevronDown, tr("Next match"), QStringLiteral("logNextMatch"), tools);
    QToolButton *copy = iconButton(Icon::Copy, tr("Copy the log"), QStringLiteral("logCopy"), tools);
    QToolButton *save = iconButton(Icon::Download, tr("Save the log…"), QStringLiteral("logSave"), tools);

    auto *layout = m_tools = new QHBoxLayout(tools);
    layout->setContentsMargins(spacing::m, spacing::xs, spacing::s, spacing::xs);
    layout->setSpacing(spacing::xs);
    layout->addWidget(m_caption, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{search, up, down, m_follow, copy, save})
        layout->addWidget(widget);

    connect(search, &FilterLine::filterChanged, this, [this](const QString &text) {
        m_view->setHighlight(text);
        m_view->findNext();
    });
    connect(search, &QLineEdit::returnPressed, this, [this] { m_view->findNext(); });
    connect(up, &QToolButton::clicked, this, [this] { m_view->findNext(true); });
    connect(down, &QToolButton::clicked, this, [this] { m_view->findNext(); });
    connect(copy, &QToolButton::clicked, this, &LogPanel::copyAll);
    connect(save, &QToolButton::clicked, this, &LogPanel::saveAs);
    return tools;
}

void LogPanel::setNamePrefix(const QString &prefix)
{
    QList<QWidget *> named = m_tools->parentWidget()->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    named.append(m_view);
    for (QWidget *widget : std::as_const(named)) {
        QString name = widget->objectName();
        if (name.isEmpty())
            continue;
        name.front() = name.front().toUpper();
        widget->setObjectName(prefix + name);
    }
}

void LogPanel::setCaption(const QString &caption)
{
    m_caption->setText(caption);
}

void LogPanel::setLeading(QWidget *widget)
{
    m_tools->insertWidget(0, widget);
    m_tools->insertSpacing(1, spacing::xs);
}

void LogPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

void LogPanel::dress()
{
    QPalette colours = palette();
    colours.setColor(QPalette::Base, Theme::of(this).colour(Token::Sunken));
    m_view->setPalette(colours);
}

void LogPanel::updateState()
{
    if (m_log.state() != LogPresenter::State::Failed) {
        if (m_readFailed ||
            m_log.state() == LogPresenter::State::Loading) // what else it says does not end with the log
            m_bar->clear();
        m_readFailed = false;
        return;
    }
    m_readFailed = true;
    m_bar->showMessage(MessageBar::Kind::Error, tr("The log cannot be read. %1").arg(m_log.problem()));
    m_bar->setRetryVisible(true);
}

void LogPanel::copyAll()
{
    const QByteArray bytes = m_log.window().bytes();
    QGuiApplication::clipboard()->setText(QString::fromUtf8(withoutTerminalSequences(bytes)));
    const QString copied = bytesInWords(bytes.size());
    const QString said = m_log.hasWhole() ? tr("The whole log was copied (%1).").arg(copied)
                                          : tr("The loaded part was copied (%1 of %2). Save the log to have all of it.")
                                                .arg(copied, bytesInWords(m_log.size()));
    m_bar->showMessage(m_log.hasWhole() ? MessageBar::Kind::Info : MessageBar::Kind::Warning, said);
}

void LogPanel::saveAs()
{
    auto *dialog = new QFileDialog(this, tr("Save the log"), tr("run-%1.log").arg(m_log.instance().toString()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setObjectName(QStringLiteral("logSaveDialog"));
    connect(dialog, &QFileDialog::fileSelected, this, &LogPanel::save);
    dialog->open();
}

void LogPanel::save(const QString &path)
{
    delete m_saver.data(); // a newer wish replaces an older one
    m_saver = new LogSaver(m_log.logs(), m_log.instance(), m_log.attempt(), path, this);
    m_saving.start();
    connect(m_saver, &LogSaver::progressed, this, [this](qint64 bytes, qint64 ofBytes) {
        if (m_saving.elapsed() >= showProgressAfter)
            m_bar->showMessage(
                MessageBar::Kind::Info,
                tr("Saving the log: %1 of %2. Close this to stop.").arg(bytesInWords(bytes), bytesInWords(ofBytes)));
    });
    connect(m_saver, &LogSaver::finished, this, [this, path](qint64 bytes) {
        m_saver->deleteLater();
        m_saver.clear();
        m_bar->showMessage(MessageBar::Kind::Info, tr("The log was saved to %1 (%2).").arg(path, bytesInWords(bytes)));
    });
    connect(m_saver, &LogSaver::failed, this, [this, path](const QString &why) {
        m_saver->deleteLater();
        m_saver.clear();
        m_bar->showMessage(MessageBar::Kind::Error, tr("The log could not be saved to %1. %2").arg(path, why));
    });
    m_saver->start();
}

} // namespace slipway
