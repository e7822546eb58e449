/**
 * Whether a word in characters may be a foreign name: all of its characters are among those that Chinese uses to write foreign sounds
 * (mainland tables of name transcription, and what Hong Kong and Taiwan use instead).
 */
const characters = new Set(
  '阿埃艾爱愛安昂奥奧澳巴芭班邦鲍鮑贝貝北本比彼毕畢边邊宾賓波伯勃柏博布蔡查昌茨次达達大戴丹当當道德登邓鄧迪狄蒂第蒙丁东東杜敦顿頓多朵鄂恩尔爾耳法凡范梵方菲芬丰豐冯馮佛弗夫福芙富盖蓋甘冈岡高戈哥格葛根贡貢古瓜圭郭果哈海汉漢汗豪赫黑亨洪侯胡华華怀懷惠霍基吉及加佳嘉贾賈简簡江杰傑捷金津京居卡凯凱坎康考柯科可克肯孔库庫夸奎坤昆拉莱萊赖賴兰蘭蓝藍朗劳勞勒雷蕾里利莉丽麗黎理李立连連廉良列烈林琳伶龙龍隆楼娄盧卢鲁魯路露伦倫罗羅洛律略马馬玛瑪麦麥迈邁曼芒毛茂梅美门門孟米密蜜民明缪莫默摩姆木穆慕拿那纳納娜奈南瑙内內嫩能尼妮涅聂寧宁纽紐农農努诺諾女欧歐帕派潘庞龐佩彭蓬皮匹平坡泼普浦奇齐齊其契恰强強乔喬钱切琴钦欽青丘邱琼瓊屈曲让讓热熱仁日荣榮容茹儒若萨薩塞赛賽三桑森沙莎珊山杉尚绍紹舍申生圣聖盛施什石史士世舒朔斯丝絲思司松苏蘇孙孫所索塔泰坦汤湯唐陶特藤滕提廷通图圖托脱外瓦万萬汪旺威韦韋维維魏温溫文翁沃窝渥乌烏吴吾伍武西希席锡锡霞夏香肖萧蕭歇谢謝欣辛兴興雄休许許薛逊遜雅亚亞延扬揚杨楊尧姚耶叶葉伊依易意因英雍永尤于雨约約岳云雲泽澤曾扎詹占张珍哲真芝知治智朱祝卓兹茲子宗祖佐谷古桂禾拔甸打仙素绮綺歷历沛珀培朴樸波璞帖铁鐵艺藝夷仪苑院约匈厄俄娥尊左纪紀季姬及琪祁祈启啟茜倩洁潔婕碧宝寶保堡豹包坎刚剛钢岗高皋柬健姜讲蒋今晋进景靖久菊朱珠竺主准兆召肇照策察柴禅钵娃薇蔚尉'
)

/** True for two or more such characters. */
export const mayTranscribe = (word: string): boolean => {
  const letters = [...word]
  return letters.length > 1 && letters.every(letter => characters.has(letter))
}
